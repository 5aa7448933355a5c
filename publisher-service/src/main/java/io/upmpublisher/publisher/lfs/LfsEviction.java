package io.upmpublisher.publisher.lfs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What lies in a folder, and how it becomes less. Others may remove files meanwhile, and read what is removed here to its end.
 */
record LfsEviction(List<Entry> entries) {

    private record Entry(Path file, long size, FileTime used) {
    }

    static LfsEviction of(Path folder, Path without) throws IOException {
        var entries = new ArrayList<Entry>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return visited.equals(without) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        entries.sort(Comparator.comparing(Entry::used));
        return new LfsEviction(entries);
    }

    void downTo(long maxBytes, Instant since) throws IOException {
        var total = entries.stream().mapToLong(Entry::size).sum();
        for (var entry : entries) {
            if (total <= maxBytes || !entry.used().toInstant().isBefore(since)) {
                return;
            }
            Files.deleteIfExists(entry.file());
            total -= entry.size();
        }
    }
}
