package io.upmpublisher.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.Paths;
import org.jspecify.annotations.Nullable;

/** Writes files into a tree. Only the folders on the way to them are made anew; all else stays as it was, byte for byte. */
final class TreeEdit {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeEdit(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    ObjectId write(@Nullable ObjectId tree, Map<String, byte[]> files) throws IOException {
        var here = new TreeMap<String, byte[]>();
        var below = new TreeMap<String, Map<String, byte[]>>();
        files.forEach((path, content) -> {
            var slash = path.indexOf('/');
            if (slash < 0) {
                here.put(path, content);
            } else {
                below.computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>()).put(path.substring(slash + 1), content);
            }
        });
        var entries = entriesOf(tree);
        for (var folder : below.entrySet()) {
            var old = remove(entries, folder.getKey());
            refuseUnless(old == null || old.mode().equals(FileMode.TREE), folder.getKey());
            entries.add(new Entry(bytes(folder.getKey()), FileMode.TREE,
                    write(old == null ? null : old.id(), folder.getValue())));
        }
        for (var file : here.entrySet()) {
            var old = remove(entries, file.getKey());
            refuseUnless(old == null || (old.mode().getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE, file.getKey());
            entries.add(new Entry(bytes(file.getKey()), old == null ? FileMode.REGULAR_FILE : old.mode(),
                    inserter.insert(Constants.OBJ_BLOB, file.getValue())));
        }
        return insert(entries);
    }

    private List<Entry> entriesOf(@Nullable ObjectId tree) throws IOException {
        var entries = new ArrayList<Entry>();
        if (tree != null) {
            for (var parser = new CanonicalTreeParser(null, reader, tree); !parser.eof(); parser.next()) {
                var name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                entries.add(new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
            }
        }
        return entries;
    }

    private static @Nullable Entry remove(List<Entry> entries, String name) {
        for (var entry : entries) {
            if (new String(entry.name(), StandardCharsets.UTF_8).equals(name)) {
                entries.remove(entry);
                return entry;
            }
        }
        return null;
    }

    private static void refuseUnless(boolean fits, String name) {
        if (!fits) {
            throw new GitException(GitFault.OBJECT_INVALID, name + " is of another kind than what is to be written there");
        }
    }

    private ObjectId insert(List<Entry> entries) throws IOException {
        entries.sort((left, right) -> Paths.compare(left.name(), 0, left.name().length, left.mode().getBits(), right.name(), 0,
                right.name().length, right.mode().getBits()));
        var formatter = new TreeFormatter();
        entries.forEach(entry -> formatter.append(entry.name(), 0, entry.name().length, entry.mode(), entry.id()));
        return inserter.insert(formatter);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private record Entry(byte[] name, FileMode mode, ObjectId id) {
    }
}
