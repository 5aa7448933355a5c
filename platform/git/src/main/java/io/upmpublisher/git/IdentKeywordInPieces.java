package io.upmpublisher.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Fills the content's id into {@code $Id$} as git does where it writes a content in pieces ({@code ident_filter_fn} in
 * convert.c), which is whenever no other attribute wants the whole. It knows fewer keywords than {@link IdentKeyword}, such as
 * none in {@code $$Id$}; what is checked out has these bytes, so a tarball has them.
 */
final class IdentKeywordInPieces implements TransformedStream.Step {
    private static final String HEAD = "$Id";

    private final byte[] id;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int matched;
    private boolean skipping;

    IdentKeywordInPieces(String objectId) {
        this.id = (": " + objectId + " $").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void take(byte[] chunk, int length, ByteArrayOutputStream out) {
        for (var i = 0; i < length; i++) {
            take(chunk[i], out);
        }
    }

    @Override
    public void end(ByteArrayOutputStream out) {
        holdMatched();
        release(out);
    }

    private void take(byte value, ByteArrayOutputStream out) {
        IdentKeyword.refuseTooLong(held.size());
        if (skipping) {
            skip(value, out);
        } else if (matched < HEAD.length() && value == HEAD.charAt(matched)) {
            matched++;
        } else if (matched == HEAD.length()) {
            holdMatched();
            if (value == '$') {
                held.writeBytes(id);
                release(out);
            } else {
                held.write(value);
                skipping = value == ':';
            }
        } else {
            holdMatched();
            held.write(value);
            release(out);
        }
    }

    private void skip(byte value, ByteArrayOutputStream out) {
        held.write(value);
        if (value != '\n' && value != '$') {
            return;
        }
        if (value == '$' && !isForeign(held.toString(StandardCharsets.ISO_8859_1))) {
            var head = held.toByteArray();
            held.reset();
            held.write(head, 0, HEAD.length());
            held.writeBytes(id);
        }
        skipping = false;
        release(out);
    }

    private static boolean isForeign(String text) {
        var end = text.indexOf('\0');
        var readable = end < 0 ? text : text.substring(0, end);
        if (!readable.startsWith("$Id: ")) {
            return false;
        }
        for (var i = "$Id: ".length(); i < readable.length(); i++) {
            if (" \t\r\n".indexOf(readable.charAt(i)) >= 0 && (i + 1 == readable.length() || readable.charAt(i + 1) != '$')) {
                return true;
            }
        }
        return false;
    }

    private void holdMatched() {
        held.writeBytes(HEAD.substring(0, matched).getBytes(StandardCharsets.US_ASCII));
        matched = 0;
    }

    private void release(ByteArrayOutputStream out) {
        out.writeBytes(held.toByteArray());
        held.reset();
    }
}
