package io.upmpublisher.git;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

import javax.net.ssl.SSLException;

import org.eclipse.jgit.errors.TooLargeObjectInPackException;

/** Tells from what JGit throws, and from the last HTTP status, what went wrong with a remote. */
final class FetchFaults {
    private static final int MAX_REMOTE_TEXT = 200;

    private final RemoteRepository remote;

    FetchFaults(RemoteRepository remote) {
        this.remote = remote;
    }

    GitException of(Exception thrown, int status) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof GitException known) {
                return known;
            }
            if (cause instanceof SocketTimeoutException) {
                return fault(GitFault.FETCH_TIMEOUT, "The git host was silent for too long about " + remote.name(), thrown);
            }
            if (cause instanceof TooLargeObjectInPackException) {
                return fault(GitFault.FETCH_TOO_LARGE, "The history of " + remote.name() + " has a file of more than 2 GiB",
                        thrown);
            }
            if (isDiskFull(cause)) {
                return fault(GitFault.MIRROR_DISK_FULL, "There is no room for " + remote.name() + " on the disk", thrown);
            }
            if (cause instanceof SSLException) {
                return unreachable("No trusted connection to the git host of " + remote.name() + " could be made", thrown);
            }
            if (cause instanceof SocketException || cause instanceof UnknownHostException) {
                return unreachable("The connection to the git host of " + remote.name() + " failed", thrown);
            }
        }
        return switch (status) {
            case 401, 403 -> fault(GitFault.REPOSITORY_ACCESS_DENIED, "The git host refused access to " + remote.name() + " ("
                    + status + ")", thrown);
            case 404, 410 -> fault(GitFault.REPOSITORY_NOT_FOUND, "The git host has no repository " + remote.name()
                    + " for this credential", thrown);
            case 429, 500, 502, 503, 504 -> unreachable("The git host answered " + status + " for " + remote.name(), thrown);
            default ->
                fault(GitFault.REMOTE_FAILED, "The git host did not deliver " + remote.name() + " (" + text(thrown) + ")",
                        thrown);
        };
    }

    /** What kept the mirror itself from being read or written. */
    GitException ofMirror(IOException thrown) {
        return isDiskFull(thrown) ? of(thrown, 0)
                : fault(GitFault.MIRROR_UNUSABLE, "The mirror of " + remote.name() + " could not be read or written", thrown);
    }

    /** Java has no type for it: the system's words on Linux, macOS and Windows. */
    static boolean isDiskFull(Throwable thrown) {
        var text = String.valueOf(thrown.getMessage());
        return thrown instanceof IOException && (text.contains("No space left on device")
                || text.contains("Disk quota exceeded") || text.contains("not enough space on the disk"));
    }

    /** Git says "not our ref", JGit "want … not valid", both for what is absent and for what may not be asked for. */
    static boolean refusesWant(IOException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            var text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains("not our ref") || text.contains("want ") && text.contains("not valid")) {
                return true;
            }
        }
        return false;
    }

    private GitException unreachable(String cause, Exception thrown) {
        return fault(GitFault.REPOSITORY_UNREACHABLE, cause, thrown);
    }

    private static GitException fault(GitFault fault, String cause, Exception thrown) {
        return new GitException(fault, cause, thrown);
    }

    /** The remote's own words help most, but they are its words: one short line without control characters. */
    private static String text(Exception thrown) {
        var text = String.valueOf(thrown.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= MAX_REMOTE_TEXT ? text : text.substring(0, MAX_REMOTE_TEXT) + "…";
    }
}
