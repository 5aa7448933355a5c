package io.upmpublisher.publisher.tarball;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

import io.upmpublisher.publisher.tarball.PackingRefusedException.Code;

/** Paths as npm handles them, and which of them are too dangerous to be unpacked by anyone. */
final class PackPath {

    static final int MAX_BYTES = 4096;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");
    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");

    private PackPath() {
    }

    /** The path itself, unless it could leave the package's folder on some system. */
    static String checked(String path) {
        if (path.isEmpty() || path.length() > MAX_BYTES || path.indexOf('\0') >= 0) {
            throw refused("a file's path is empty, longer than " + MAX_BYTES + " characters or has a zero byte");
        }
        for (var segment : SEPARATORS.split(path, -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw refused("a file's path has an empty part, \".\" or \"..\" between its slashes or backslashes");
            }
        }
        return path;
    }

    /** As npm's tar writes it: without what Windows would take for a drive. */
    static String inTarball(String path) {
        var stripped = path;
        for (var drive = DRIVE.matcher(stripped); drive.lookingAt(); drive = DRIVE.matcher(stripped)) {
            stripped = stripped.substring(2);
            while (stripped.startsWith("/") || stripped.startsWith("\\")) {
                stripped = stripped.substring(1);
            }
        }
        return checked(stripped);
    }

    /** Node's {@code path.join}: resolves {@code .}, {@code ..} and repeated slashes, keeps a slash at the end. */
    static String normalize(String path) {
        var absolute = path.startsWith("/");
        var segments = new ArrayDeque<String>();
        for (var segment : path.split("/")) {
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (!segment.equals("..")) {
                segments.addLast(segment);
            } else if (!segments.isEmpty() && !segments.getLast().equals("..")) {
                segments.removeLast();
            } else if (!absolute) {
                segments.addLast(segment);
            }
        }
        var joined = String.join("/", segments);
        if (path.endsWith("/") && !joined.isEmpty()) {
            joined += "/";
        }
        return absolute ? "/" + joined : joined;
    }

    /** npm's {@code secureAndUnixifyPath}: relative to the package and inside it; empty if it names the package itself. */
    static String inside(String path) {
        return normalize("/" + path.replace('\\', '/').replace(':', '/')).substring(1);
    }

    /** Node's {@code path.extname}. */
    static String extension(String path) {
        var base = basename(path);
        var dot = base.lastIndexOf('.');
        return dot <= 0 || base.equals("..") ? "" : base.substring(dot);
    }

    static String basename(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static PackingRefusedException refused(String message) {
        return new PackingRefusedException(Code.PATH_REFUSED, message);
    }
}
