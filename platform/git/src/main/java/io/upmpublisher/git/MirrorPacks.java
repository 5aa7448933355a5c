package io.upmpublisher.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
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
    /** Of what is combined at once, so that it takes a small part of a fetch's time even on a slow disk. */
    static final long MOST_BYTES = 256L << 20;
    /** All are held in memory meanwhile. */
    static final long MOST_OBJECTS = 500_000;

    private final Path directory;

    MirrorPacks(Path mirror) {
        this.directory = mirror;
    }

    /**
     * To be called under the lock, while nobody reads. A kill leaves either the old packs or both: objects may be in several.
     * What is too much for once is left for the next time.
     *
     * @throws IOException if the mirror is damaged, there is no room, or the thread is interrupted
     */
    void combine() throws IOException {
        try (var repository = new FileRepository(directory.toFile())) {
            var packs = new ArrayList<>(repository.getObjectDatabase().getPacks());
            packs.sort(Comparator.comparingLong(MirrorPacks::bytes));
            var small = packs.subList(0, smallOf(sizes(packs)));
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

    private static List<Size> sizes(List<Pack> packs) throws IOException {
        var sizes = new ArrayList<Size>();
        for (var pack : packs) {
            sizes.add(new Size(bytes(pack), pack.getIndex().getObjectCount()));
        }
        return sizes;
    }

    record Size(long bytes, long objects) {
    }

    /**
     * How many of the smallest packs are to become one.
     *
     * @param sizes ascending
     */
    static int smallOf(List<Size> sizes) {
        var most = mostAtOnce(sizes);
        var smaller = sizes.stream().limit(most).mapToLong(Size::bytes).sum();
        for (var count = most; count > 0; count--) {
            smaller -= sizes.get(count - 1).bytes();
            if (sizes.get(count - 1).bytes() < GROWTH * smaller) {
                return count;
            }
        }
        return 0;
    }

    private static int mostAtOnce(List<Size> sizes) {
        var bytes = 0L;
        var objects = 0L;
        for (var count = 0; count < sizes.size(); count++) {
            bytes += sizes.get(count).bytes();
            objects += sizes.get(count).objects();
            if (bytes > MOST_BYTES || objects > MOST_OBJECTS) {
                return count;
            }
        }
        return sizes.size();
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
        try (var walk = new RevWalk(repository)) {
            var reader = walk.getObjectReader();
            // Else each would be inflated to learn its type; those that are differences still are.
            reader.setStreamFileThreshold(0);
            for (var pack : packs) {
                // Not the pack's own iterator, which takes an index that it cannot read for an empty one.
                for (var entry : pack.getIndex()) {
                    var id = entry.toObjectId();
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedIOException("Combining packs was interrupted");
                    }
                    if (!writer.willInclude(id)) {
                        writer.addObject(walk.lookupAny(id, reader.open(id).getType()));
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
