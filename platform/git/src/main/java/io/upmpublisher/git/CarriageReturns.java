package io.upmpublisher.git;

import java.io.ByteArrayOutputStream;

/** Puts a carriage return before each line feed that has none. */
final class CarriageReturns implements TransformedStream.Step {
    private byte before;

    @Override
    public void take(byte[] chunk, int length, ByteArrayOutputStream out) {
        for (var i = 0; i < length; i++) {
            if (chunk[i] == '\n' && before != '\r') {
                out.write('\r');
            }
            out.write(chunk[i]);
            before = chunk[i];
        }
    }

    @Override
    public void end(ByteArrayOutputStream out) {
        // Nothing is held back.
    }
}
