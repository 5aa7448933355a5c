package io.upmpublisher.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** One mirror on disk: {@code <root>/<owner>/<name>.git}, in lower case as GitHub compares names. */
final class MirrorFolder {
    static final String SUFFIX = ".git";

    private static final System.Logger LOG = System.getLogger(MirrorFolder.class.getName());
    private static final String PACKS = "objects/pack";
    private static final String PACK = ".pack";
    private static final String WHOLE = ".whole";
    private static final Duration WHOLE_FOR = Duration.ofDays(1);
    /** A disk that was too slow to combine packs on seldom gets faster soon; a fetch is not to end for it each time. */
    private static final Duration UNCOMBINED_FOR = Duration.ofHours(6);
    private static final String DISCARDED = ".discarded";

    /** Of the process, not of an instance: two over one root must not fetch into one mirror at once. */
    private static final ConcurrentHashMap<Path, MirrorFolder> FOLDERS = new ConcurrentHashMap<>();

    private final Path root;
    private final Path directory;
    private final MirrorUse use;
    private volatile Instant combinable = Instant.MIN;
    private volatile Measured measured = new Measured(FileTime.fromMillis(0), 0);

    private MirrorFolder(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
        this.use = new MirrorUse(directory);
    }

    /**
     * @param key owner and name of the repository as they are compared
     */
    static MirrorFolder at(Path root, String key) {
        return FOLDERS.computeIfAbsent(root.resolve(key + SUFFIX), directory -> new MirrorFolder(root, directory));
    }

    MirrorUse use() {
        return use;
    }

    /** Removes the mirror, unless it is being fetched or read. */
    boolean evict() throws IOException {
        return use.ifUnused(() -> {
            Files.deleteIfExists(sibling(WHOLE));
            remove();
        });
    }

    /** Of the packs, which is nearly all; measured anew only when there is another pack. */
    long bytes() throws IOException {
        var packs = directory.resolve(PACKS);
        try {
            var changed = Files.getLastModifiedTime(packs);
            if (!changed.equals(measured.changed())) {
                var bytes = 0L;
                try (var files = Files.newDirectoryStream(packs)) {
                    for (var file : files) {
                        bytes += Files.size(file);
                    }
                }
                measured = new Measured(changed, bytes);
            }
            return measured.bytes();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * To be called under the lock: whatever a killed fetch left behind is nobody's any more. What would disturb those who read
     * the mirror waits until it is opened while nobody does.
     */
    OpenedMirror open(int maxPacks) throws IOException {
        if (Files.isDirectory(directory) && MirrorLife.of(directory).isCorrupt()) {
            discard();
        }
        removeLeftovers();
        if (packs() > maxPacks && isRepository() && Instant.now().isAfter(combinable)) {
            use.ifNotRead(this::combinePacks);
        }
        Files.createDirectories(directory);
        var life = MirrorLife.of(directory);
        var repository = new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().setMustExist(false).build();
        try {
            if (!isRepository()) {
                repository.create(true);
            }
            return new OpenedMirror(repository, this, life);
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    boolean isEmpty() {
        return packs() == 0;
    }

    /** From now on content is fetched along with its commit: the host gives none by itself. */
    void markWhole() throws IOException {
        Files.write(sibling(WHOLE), new byte[0]);
    }

    // For a while only: a host may also have refused because the commit was gone by then, or a replica of it lagged behind.
    boolean mustBeWhole() {
        try {
            return Files.getLastModifiedTime(sibling(WHOLE)).toInstant().isAfter(Instant.now().minus(WHOLE_FOR));
        } catch (IOException e) {
            return false;
        }
    }

    /** To be called under the lock. Removes the mirror, unless somebody reads it. */
    boolean discard() throws IOException {
        return use.ifNotRead(this::remove);
    }

    /** Renamed first, so that a kill in the middle of deleting leaves no half mirror. */
    private void remove() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        var discarded = Files.createDirectories(root.resolve(DISCARDED)).resolve(UUID.randomUUID().toString());
        Files.move(directory, discarded);
        deleteAll(discarded);
    }

    /** Finishes the deleting that a kill interrupted. The folder stays: on a full disk there may be no room for a new one. */
    static void deleteDiscarded(Path root) throws IOException {
        try (var discarded = Files.list(Files.createDirectories(root.resolve(DISCARDED)))) {
            for (var each : discarded.toList()) {
                deleteAll(each);
            }
        }
    }

    private void combinePacks() throws IOException {
        try {
            new MirrorPacks(directory).combine();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                combinable = Instant.now().plus(UNCOMBINED_FOR);
                throw e;
            }
            if (FetchFaults.isDiskFull(e)) {
                LOG.log(System.Logger.Level.WARNING, "No room to combine the packs of " + this + "; it is tried again", e);
                return;
            }
            LOG.log(System.Logger.Level.WARNING, "Removing the mirror " + this + ", whose packs cannot be read", e);
            remove();
        }
    }

    Path root() {
        return root;
    }

    @Override
    public String toString() {
        return root.relativize(directory).toString();
    }

    private Path sibling(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    private boolean isRepository() {
        return Files.isRegularFile(directory.resolve(Constants.CONFIG))
                && Files.isRegularFile(directory.resolve(Constants.HEAD))
                && Files.isDirectory(directory.resolve(Constants.OBJECTS));
    }

    private int packs() {
        var names = directory.resolve(PACKS).toFile().list((_, name) -> name.endsWith(PACK));
        return names == null ? 0 : names.length;
    }

    /** To be called under the lock. */
    void removeLeftovers() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isLeftover(file)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            // Whoever makes a commit meanwhile gives its file another name.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private static boolean isLeftover(Path file) {
        var name = file.getFileName().toString();
        // A pack without its index cannot be read, and keeps the same pack from being put there again.
        return name.endsWith(".lock") || name.startsWith(MirrorPacks.UNFINISHED)
                || name.endsWith(PACK)
                        && !Files.exists(file.resolveSibling(name.substring(0, name.length() - PACK.length()) + ".idx"));
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private record Measured(FileTime changed, long bytes) {
    }
}
