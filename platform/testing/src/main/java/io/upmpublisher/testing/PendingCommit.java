package io.upmpublisher.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Changes on their way into one commit, as commands of git-fast-import(1). */
final class PendingCommit {
    private final ByteArrayOutputStream changes = new ByteArrayOutputStream();

    void write(String mode, String path, byte[] content) {
        line(changes, "M " + mode + " inline " + quoted(path));
        data(changes, content);
    }

    void link(String path, String commit) {
        line(changes, "M 160000 " + commit + " " + quoted(path));
    }

    void delete(String path) {
        line(changes, "D " + quoted(path));
    }

    byte[] toStream(String branch, @Nullable String parent, String author, Instant time, String message) {
        var stream = new ByteArrayOutputStream();
        line(stream, "commit refs/heads/" + branch);
        line(stream, "author " + author + " " + time.getEpochSecond() + " +0000");
        line(stream, "committer " + author + " " + time.getEpochSecond() + " +0000");
        data(stream, message.getBytes(StandardCharsets.UTF_8));
        if (parent != null) {
            line(stream, "from " + parent);
        }
        stream.writeBytes(changes.toByteArray());
        line(stream, "");
        return stream.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void data(ByteArrayOutputStream out, byte[] content) {
        line(out, "data " + content.length);
        out.writeBytes(content);
        line(out, "");
    }

    private static String quoted(String path) {
        return "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
