package io.upmpublisher.git;

import java.io.IOException;
import java.io.InputStream;

/**
 * What git counts of a content ({@code gather_stats} in convert.c) before it takes it for text whose line ends may be changed.
 */
final class LineEndStats {
    private static final int ESCAPE = 0x1b;
    private static final int END_OF_FILE = 0x1a;
    private static final int DELETE = 0x7f;

    private boolean carriageReturn;
    private boolean lineFeed;
    private boolean zero;
    private long printable;
    private long notPrintable;
    private int last = -1;

    static LineEndStats of(InputStream content) throws IOException {
        var stats = new LineEndStats();
        var buffer = new byte[16 * 1024];
        for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            for (var i = 0; i < read; i++) {
                stats.count(buffer[i] & 0xff);
            }
        }
        return stats;
    }

    boolean isTextWithoutCarriageReturns() {
        // A mark of the end as DOS had it does not make a file binary.
        var binary = notPrintable - (last == END_OF_FILE ? 1 : 0);
        return lineFeed && !carriageReturn && !zero && printable >> 7 >= binary;
    }

    private void count(int value) {
        last = value;
        switch (value) {
            case '\r' -> carriageReturn = true;
            case '\n' -> lineFeed = true;
            case '\b', '\t', '\f', ESCAPE -> printable++;
            case 0 -> {
                zero = true;
                notPrintable++;
            }
            case DELETE -> notPrintable++;
            default -> {
                if (value < ' ') {
                    notPrintable++;
                } else {
                    printable++;
                }
            }
        }
    }
}
