package io.upmpublisher.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Fills the content's id into {@code $Id$} as git does where it has the whole content ({@code ident_to_worktree}). */
final class IdentKeyword implements TransformedStream.Step {
    /** A keyword ends in its line; whoever writes longer ones than this wants harm. */
    static final int MAX_HELD = 1 << 20;

    private final byte[] filled;
    /** What may become a keyword, from its dollar on. */
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    IdentKeyword(String objectId) {
        this.filled = ("$Id: " + objectId + " $").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void take(byte[] chunk, int length, ByteArrayOutputStream out) {
        for (var i = 0; i < length; i++) {
            take(chunk[i], out);
        }
    }

    @Override
    public void end(ByteArrayOutputStream out) {
        release(out);
    }

    private void take(byte value, ByteArrayOutputStream out) {
        var at = held.size();
        switch (at) {
            case 0 -> holdOrPass(value, out);
            case 1, 2 -> {
                if (value == "$Id".charAt(at)) {
                    held.write(value);
                } else {
                    miss(value, out);
                }
            }
            case 3 -> {
                if (value == '$') {
                    fill(out);
                } else if (value == ':') {
                    held.write(value);
                } else {
                    miss(value, out);
                }
            }
            default -> takeWithin(value, at, out);
        }
    }

    // After "$Id:". A blank anywhere but right behind the colon and right before the end is another system's keyword.
    private void takeWithin(byte value, int at, ByteArrayOutputStream out) {
        if (value == '\n' || value == '$' && isForeign()) {
            miss(value, out);
        } else if (value == '$') {
            fill(out);
        } else {
            refuseTooLong(at);
            held.write(value);
        }
    }

    private boolean isForeign() {
        var bytes = held.toByteArray();
        for (var i = "$Id:".length() + 1; i < bytes.length; i++) {
            if (bytes[i] == ' ') {
                return i < bytes.length - 1;
            }
        }
        return false;
    }

    private void fill(ByteArrayOutputStream out) {
        held.reset();
        out.writeBytes(filled);
    }

    private void miss(byte value, ByteArrayOutputStream out) {
        release(out);
        holdOrPass(value, out);
    }

    private void holdOrPass(byte value, ByteArrayOutputStream out) {
        (value == '$' ? held : out).write(value);
    }

    private void release(ByteArrayOutputStream out) {
        out.writeBytes(held.toByteArray());
        held.reset();
    }

    static void refuseTooLong(int length) {
        if (length >= MAX_HELD) {
            throw new GitException(GitFault.ATTRIBUTES_UNUSABLE,
                    "A file with the attribute ident has a line that begins like a keyword and has more than a mebibyte");
        }
    }
}
