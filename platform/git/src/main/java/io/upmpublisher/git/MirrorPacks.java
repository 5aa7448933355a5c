package io.upmpublisher.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;

/**
 * Combines the packs of a mirror, of which each request leaves one. JGit's garbage collection cannot: it walks from the refs
 * and fails at the first file that is still with the remote. So the packs' own lists of objects are what is packed.
 */
final class MirrorPacks {
    /** As for a mirror that a killed fetch left; see {@link MirrorFolder}. */
    static final String UNFINISHED = "incoming_";

    /** A pack stays if it is this many times as large as all smaller ones, so that what is large is seldom written again. */
    private static final int GROWTH = 2;

    private final Path directory;

    MirrorPacks(Path mirror) {
        this.directory = mirror;
    }

    /**
     * To be called under the lock, while nobody reads. A kill leaves either the old packs or both: objects may be in several.
     *
     * @throws IOException if the mirror is damaged, or there is no room
     */
    void combine() throws IOException {
        try (var repository = new FileRepository(directory.toFile())) {
            var packs = new ArrayList<>(repository.getObjectDatabase().getPacks());
            packs.sort(Comparator.comparingLong(MirrorPacks::bytes));
            var small = packs.subList(0, smallOf(packs.stream().map(MirrorPacks::bytes).toList()));
            if (small.size() > 1) {
                var combined = write(repository, small);
                for (var pack : small) {
                    if (!name(pack).equals(combined)) {
                        delete(name(pack));
                    }
                }
            }
        }
    }

    /**
     * How many of the smallest packs are to become one.
     *
     * @param sizes ascending
     */
    static int smallOf(List<Long> sizes) {
        var smaller = sizes.stream().mapToLong(Long::longValue).sum();
        for (var count = sizes.size(); count > 0; count--) {
            smaller -= sizes.get(count - 1);
            if (sizes.get(count - 1) < GROWTH * smaller) {
                return count;
            }
        }
        return 0;
    }

    private String write(FileRepository repository, List<Pack> packs) throws IOException {
        var unfinished = directory.resolve("objects").resolve(UNFINISHED + UUID.randomUUID());
        var pack = unfinished.resolveSibling(unfinished.getFileName() + ".pack");
        var index = unfinished.resolveSibling(unfinished.getFileName() + ".idx");
        var config = new PackConfig(repository);
        config.setDeltaCompress(false);
        try (var writer = new PackWriter(config, repository.newObjectReader())) {
            writer.setDeltaBaseAsOffset(true);
            writer.setReuseDeltaCommits(true);
            // Else damage would be copied, and be vouched for by the new index.
            writer.setReuseValidatingObjects(true);
            addObjects(repository, packs, writer);
            var progress = new UntilInterrupted();
            write(pack, out -> writer.writePack(progress, progress, out));
            write(index, writer::writeIndex);
            var name = "pack-" + writer.computeName().name();
            // Where one of them has all objects of the others, it has this name already.
            if (!Files.exists(file(name, PackExt.INDEX))) {
                // A pack without its index is not read, and is removed as what a kill left.
                Files.move(pack, file(name, PackExt.PACK));
                Files.move(index, file(name, PackExt.INDEX));
            }
            return name;
        } finally {
            Files.deleteIfExists(pack);
            Files.deleteIfExists(index);
        }
    }

    private static void addObjects(FileRepository repository, List<Pack> packs, PackWriter writer) throws IOException {
        var known = new HashSet<ObjectId>();
        try (var walk = new RevWalk(repository)) {
            for (var pack : packs) {
                // Not the pack's own iterator, which takes an index that it cannot read for an empty one.
                for (var entry : pack.getIndex()) {
                    var id = entry.toObjectId();
                    if (known.add(id)) {
                        writer.addObject(walk.lookupAny(id, walk.getObjectReader().open(id).getType()));
                    }
                }
            }
        }
    }

    /** On the disk when it returns, for what it replaces is deleted then. */
    private static void write(Path file, Content content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.to(out);
            out.flush();
            channel.force(true);
        }
    }

    /** The index first: nobody takes a pack for there that has none. */
    private void delete(String name) throws IOException {
        Files.deleteIfExists(file(name, PackExt.INDEX));
        for (var extension : PackExt.values()) {
            Files.deleteIfExists(file(name, extension));
        }
    }

    private Path file(String name, PackExt extension) {
        return directory.resolve("objects/pack").resolve(name + "." + extension.getExtension());
    }

    private static String name(Pack pack) {
        return "pack-" + pack.getPackName();
    }

    private static long bytes(Pack pack) {
        return pack.getPackFile().length();
    }

    @FunctionalInterface
    private interface Content {
        void to(OutputStream out) throws IOException;
    }
}
