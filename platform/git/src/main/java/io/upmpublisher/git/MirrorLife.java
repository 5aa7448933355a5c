package io.upmpublisher.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One mirror from when it was begun until it is removed. Another may take its place while somebody still reads it, here or in
 * another process; what that reader misses then says nothing of the new one.
 */
final class MirrorLife {
    private static final System.Logger LOG = System.getLogger(MirrorLife.class.getName());
    private static final String ID = "upm-id";
    private static final String CORRUPT_MARK = "upm-corrupt-";
    private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f-]{36}");

    private final Path directory;
    private final String id;

    private MirrorLife(Path directory, String id) {
        this.directory = directory;
        this.id = id;
    }

    /** To be called under the lock. Gives a mirror that has no sound id yet a new one. */
    static MirrorLife of(Path directory) throws IOException {
        var file = directory.resolve(ID);
        var known = idIn(file);
        if (WELL_FORMED.matcher(known).matches()) {
            return new MirrorLife(directory, known);
        }
        var begun = new MirrorLife(directory, UUID.randomUUID().toString());
        // A kill leaves the whole id or none.
        var written = Files.writeString(directory.resolve(ID + ".lock"), begun.id);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return begun;
    }

    private static String idIn(Path file) throws IOException {
        return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                : "";
    }

    boolean isCorrupt() {
        return Files.exists(mark());
    }

    /** For whoever opens this mirror next. The mark names the mirror that it means, and counts for no other. */
    void markCorrupt() {
        try {
            if (Files.isDirectory(directory)) {
                Files.write(mark(), new byte[0]);
            }
        } catch (IOException e) {
            // The check before the next use finds what this mark would have told.
            LOG.log(System.Logger.Level.WARNING, "Could not mark the mirror " + directory + " as corrupt", e);
        }
    }

    private Path mark() {
        return directory.resolve(CORRUPT_MARK + id);
    }
}
