package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.junit.jupiter.api.Test;

import io.upmpublisher.events.RepositoryName;

class FetchFaultsTest {
    private static final int OK = 200;

    private final FetchFaults faults = new FetchFaults(
            RemoteRepository.under(URI.create("https://git.example"), RepositoryName.parse("studio/core")));

    @Test
    void givesUpOnAFileThatNoTryCanRead() {
        var thrown = new TransportException("Object too large",
                new TooLargeObjectInPackException(3_000_000_000L, 2_147_483_639L));

        var fault = faults.of(thrown, OK);

        assertThat(fault.fault()).isEqualTo(GitFault.FETCH_TOO_LARGE);
        assertThat(fault.transientFault()).isFalse();
    }

    @Test
    void tellsTheReasonApartFromTheRemedy() {
        var fault = faults.of(new TransportException("no"), 404);

        assertThat(fault.reason()).contains("has no repository").doesNotContain(fault.fault().remedy());
        assertThat(fault).hasMessage(fault.reason() + " " + fault.fault().remedy());
    }
}
