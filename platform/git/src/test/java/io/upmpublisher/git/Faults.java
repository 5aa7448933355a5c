package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.ThrowingConsumer;

final class Faults {
    private Faults() {
    }

    static ThrowingConsumer<Throwable> are(GitFault fault) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(GitException.class,
                e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
    }
}
