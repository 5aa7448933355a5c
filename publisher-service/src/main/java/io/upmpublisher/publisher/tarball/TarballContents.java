package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.publisher.tarball.FileDifference.Kind;

/**
 * What is in a package once it is unpacked: its files' paths, bytes, and whether they can be executed. How a tarball is
 * compressed, its order, times and owners differ with who made it and are nobody's business.
 */
public final class TarballContents {

    /** Folders and long names have headers of their own. */
    private static final int HEADERS_PER_FILE = 4;
    private static final int FURTHER_HEADERS = 1024;
    /** Of files that are not the same. */
    private static final long MOST_UNPACKED = 256L << 20;

    private final Map<String, Content> files;

    private TarballContents(Map<String, Content> files) {
        this.files = Collections.unmodifiableMap(files);
    }

    private record Content(long size, String hash, boolean executable) {
    }

    /** Of a package that need not be packed for this. */
    public static TarballContents of(List<PackEntry> entries) throws IOException {
        var files = new HashMap<String, Content>();
        for (var entry : entries) {
            var digest = TarReader.sha256();
            try (var content = new DigestInputStream(entry.file().open(), digest)) {
                var size = content.transferTo(OutputStream.nullOutputStream());
                files.put(PackPath.inTarball(entry.path()),
                        new Content(size, HexFormat.of().formatHex(digest.digest()), (entry.mode() & 0100) != 0));
            }
        }
        return new TarballContents(files);
    }

    /** Of a tarball that was packed here: it is trusted to be no larger than its limits. */
    public static TarballContents read(InputStream tarball) throws IOException {
        var files = new HashMap<String, Content>();
        var tar = new TarReader(tarball, Integer.MAX_VALUE);
        for (var next = tar.next(); next.isPresent(); next = tar.next()) {
            if (next.get() instanceof TarReader.Member.File(var path, var size, var executable)) {
                files.put(path, new Content(size, tar.hash(), executable));
            }
        }
        return new TarballContents(files);
    }

    /**
     * In what a tarball differs, as a clause that names files of ours only; empty if it unpacks to the same. No more of it is
     * unpacked than is the same, and nothing is kept.
     *
     * @throws MalformedTarballException if it is no tarball
     */
    public Optional<String> differenceFrom(InputStream tarball) throws IOException {
        return differencesFrom(tarball, 1).clause();
    }

    /**
     * In what a tarball differs, for as long as less than so many differences are found. What is unpacked of files that are not
     * the same is bounded, too: a few kilobytes could unpack to a disk full.
     *
     * @throws MalformedTarballException if it is no tarball
     */
    public Differences differencesFrom(InputStream tarball, int most) throws IOException {
        var found = new ArrayList<FileDifference>();
        var left = new HashMap<>(files);
        var places = new FilePlaces(files.keySet());
        var unpacked = 0L;
        var tar = new TarReader(tarball, HEADERS_PER_FILE * files.size() + FURTHER_HEADERS);
        for (var next = tar.next(); next.isPresent(); next = tar.next()) {
            var difference = switch (next.get()) {
                case TarReader.Member.File file -> difference(left.remove(file.path()), file, tar);
                case TarReader.Member.Folder(var path) -> places.isInPlaceOfFile(path)
                        ? Optional.of(new FileDifference(Kind.FOLDER_FOR_FILE, path))
                        : Optional.<FileDifference> empty();
            };
            difference.ifPresent(found::add);
            if (difference.isPresent() && next.get() instanceof TarReader.Member.File(var path, var size, var executable)) {
                unpacked += size;
            }
            if (found.size() >= most || unpacked > MOST_UNPACKED) {
                return new Differences(found, false);
            }
        }
        left.keySet().stream().sorted().limit(most - found.size())
                .forEach(path -> found.add(new FileDifference(Kind.NOT_IN_TARBALL, path)));
        return new Differences(found, found.size() < most);
    }

    private static Optional<FileDifference> difference(@Nullable Content ours, TarReader.Member.File theirs, TarReader tar)
            throws IOException {
        if (ours == null) {
            return Optional.of(new FileDifference(Kind.NOT_IN_COMMIT, theirs.path()));
        }
        if (ours.size() != theirs.size() || !ours.hash().equals(tar.hash())) {
            return Optional.of(new FileDifference(Kind.CHANGED, theirs.path()));
        }
        return ours.executable() == theirs.executable() ? Optional.empty()
                : Optional.of(new FileDifference(Kind.EXECUTABLE, theirs.path()));
    }
}
