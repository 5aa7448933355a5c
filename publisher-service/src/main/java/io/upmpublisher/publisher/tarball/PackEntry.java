package io.upmpublisher.publisher.tarball;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that goes into the tarball.
 *
 * @param mode 0644 or 0755: what npm makes of a fresh clone's modes with the usual umask
 */
public record PackEntry(PackageFile file, int mode) {

    private static final int PLAIN = 0644;
    private static final int EXECUTABLE = 0755;
    private static final Pattern FIRST_SEGMENT = Pattern.compile("^[^\\\\/]*/");

    static PackEntry of(PackageFile file, Set<String> bins) {
        return new PackEntry(file, file.executable() || isBin(file.path(), bins) ? EXECUTABLE : PLAIN);
    }

    public String path() {
        return file.path();
    }

    /**
     * npm makes commands executable, but compares without a path's first folder: {@code x/tool.sh} gets the mode of the
     * command {@code tool.sh}, and {@code bin/tool.sh} does not get its own. Kept, for the bytes depend on it.
     */
    private static boolean isBin(String path, Set<String> bins) {
        return bins.contains(path.startsWith("@") ? path : FIRST_SEGMENT.matcher(path).replaceFirst(""));
    }
}
