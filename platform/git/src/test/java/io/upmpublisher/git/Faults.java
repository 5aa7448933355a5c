package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.assertj.core.api.ThrowingConsumer;

final class Faults {
    private Faults() {
    }

    static ThrowingConsumer<Throwable> are(GitFault fault) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(GitException.class,
                e -> assertThat(e.fault()).as(() -> trace(e)).isEqualTo(fault));
    }

    private static String trace(GitException e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
