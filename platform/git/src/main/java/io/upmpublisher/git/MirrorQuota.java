package io.upmpublisher.git;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the mirrors below one folder within a size, by removing those that were not used for the longest time. */
final class MirrorQuota {
    private static final System.Logger LOG = System.getLogger(MirrorQuota.class.getName());

    private final Path root;
    private final long maxBytes;

    MirrorQuota(Path root, long maxBytes) {
        this.root = root;
        this.maxBytes = maxBytes;
    }

    /** Cheap when nothing changed: one look at each mirror's folder of packs. What fails here fails no fetch. */
    void enforce() {
        shrinkTo(maxBytes);
    }

    /** Does what needs room on the disk; where there is none, once more after other mirrors were removed. */
    <T> T withRoom(Work<T> work) throws IOException {
        try {
            return work.done();
        } catch (GitException e) {
            if (e.fault() != GitFault.MIRROR_DISK_FULL || !makeRoom()) {
                throw e;
            }
        } catch (IOException e) {
            if (!FetchFaults.isDiskFull(e) || !makeRoom()) {
                throw e;
            }
        }
        return work.done();
    }

    /** Removes about half of what is kept, and answers whether that was anything. */
    private boolean makeRoom() {
        try {
            return shrinkTo(total(mirrors()) / 2);
        } catch (IOException | DirectoryIteratorException e) {
            return failed(e);
        }
    }

    private boolean shrinkTo(long bytes) {
        try {
            var mirrors = mirrors();
            var total = total(mirrors);
            if (total <= bytes) {
                return false;
            }
            mirrors.sort(Comparator.comparing(Kept::lastUse));
            var before = total;
            for (var mirror : mirrors) {
                if (total > bytes && mirror.bytes() > 0 && evict(mirror)) {
                    total -= mirror.bytes();
                    LOG.log(System.Logger.Level.INFO, "Removed the mirror {0} of {1} MB, last used {2}, to keep within {3} MB",
                            mirror.folder(), mirror.bytes() >> 20, mirror.lastUse(), bytes >> 20);
                }
            }
            if (total > bytes) {
                LOG.log(System.Logger.Level.WARNING,
                        "The mirrors below {0} have {1} MB, more than {2} MB, and all that are left are in use", root,
                        total >> 20, bytes >> 20);
            }
            return total < before;
        } catch (IOException | DirectoryIteratorException e) {
            return failed(e);
        }
    }

    // One that cannot be removed must not keep the others.
    private boolean evict(Kept mirror) {
        try {
            return mirror.folder().evict();
        } catch (IOException e) {
            return failed(e);
        }
    }

    private boolean failed(Exception e) {
        LOG.log(System.Logger.Level.WARNING, "Could not limit the mirrors below " + root + "; it is tried after the next fetch",
                e);
        return false;
    }

    private static long total(List<Kept> mirrors) {
        return mirrors.stream().mapToLong(Kept::bytes).sum();
    }

    private List<Kept> mirrors() throws IOException {
        var mirrors = new ArrayList<Kept>();
        try (var owners = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var owner : owners) {
                try (var repositories = Files.newDirectoryStream(owner, "*" + MirrorFolder.SUFFIX)) {
                    for (var repository : repositories) {
                        var name = repository.getFileName().toString();
                        var folder = MirrorFolder.at(root, owner.getFileName() + "/"
                                + name.substring(0, name.length() - MirrorFolder.SUFFIX.length()));
                        mirrors.add(new Kept(folder, folder.bytes(), folder.use().lastUse()));
                    }
                }
            }
        }
        return mirrors;
    }

    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }

    private record Kept(MirrorFolder folder, long bytes, Instant lastUse) {
    }
}
