package io.upmpublisher.publisher.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.RemoteRepository;

class LfsEndpointTest {

    private final LfsEndpoint endpoint = endpoint("https://git.example/base/");

    @Test
    void isMadeOfTheCloneUrlAlone() {
        assertThat(endpoint.batch()).hasToString("https://git.example/base/studio/sample.git/info/lfs/objects/batch");
    }

    @ParameterizedTest
    @CsvSource({ "https://git.example/x,true", "https://GIT.example:443/x,true", "http://git.example/x,false",
            "https://git.example:8443/x,false", "https://git.example.evil/x,false", "https://evil/git.example,false" })
    void sendsTheTokenToTheCloneUrlsOriginOnly(URI address, boolean sent) {
        assertThat(endpoint.authorizationFor(address).isPresent()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({ "https://storage.example/x,true", "/x,true", "http://storage.example/x,false", "http://plain.example/x,true",
            "http://localhost:8082/x,false", "http://127.0.0.1/x,false", "file:///etc/passwd,false",
            "ftp://plain.example/x,false",
            "https://user:secret@storage.example/x,false", "https:x,false", "ht tp://x,false", "//storage.example/x,true" })
    void fetchesFromWhereNobodyCanListen(String address, boolean allowed) {
        assertThat(endpoint.objectAddress(endpoint.batch(), address).isPresent()).isEqualTo(allowed);
    }

    @Test
    void takesLoopbackFromAHostOnLoopback() {
        var local = endpoint("http://127.0.0.1:3000");
        assertThat(local.objectAddress(local.batch(), "http://localhost:9000/x")).isPresent();
    }

    private static LfsEndpoint endpoint(String base) {
        return new LfsEndpoint(RemoteRepository.under(URI.create(base), RepositoryName.parse("studio/sample")),
                Optional.of("token"), Set.of("plain.example"));
    }
}
