package io.upmpublisher.publisher.tarball;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A package's folder in memory, or on disk. */
public final class FakeTree implements PackageTree {

    private final List<PackageFile> files = new ArrayList<>();

    private record InMemory(String path, Kind kind, boolean executable, byte[] content) implements PackageFile {
        @Override
        public long size() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }
    }

    private record OnDisk(String path, Kind kind, boolean executable, Path location) implements PackageFile {
        @Override
        public long size() {
            return location.toFile().length();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(location);
        }
    }

    public static FakeTree of(Map<String, String> contents) {
        var tree = new FakeTree();
        contents.forEach(tree::with);
        return tree;
    }

    public FakeTree with(String path, String content) {
        return with(path, content.getBytes(StandardCharsets.UTF_8), PackageFile.Kind.REGULAR, false);
    }

    public FakeTree with(String path, byte[] content, PackageFile.Kind kind, boolean executable) {
        files.add(new InMemory(path, kind, executable, content));
        return this;
    }

    public static FakeTree on(Path folder) {
        var tree = new FakeTree();
        try (var found = Files.walk(folder)) {
            for (var file : found.sorted().toList()) {
                var path = folder.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    tree.files.add(new OnDisk(path, PackageFile.Kind.SYMLINK, false, file));
                } else if (Files.isRegularFile(file)) {
                    var executable = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
                    tree.files.add(new OnDisk(path, PackageFile.Kind.REGULAR, executable, file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    @Override
    public Collection<PackageFile> files() {
        return List.copyOf(files);
    }
}
