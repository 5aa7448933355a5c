package io.upmpublisher.web.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The provider of {@code deploy/local/oidc-provider}, a process of its own. */
public class ProviderProcess implements QuarkusTestResourceLifecycleManager {

    static final String PROGRAM = "UPM_TEST_OIDC_PROVIDER";

    private Process process;
    private String issuer;

    @Override
    public Map<String, String> start() {
        try {
            process = new ProcessBuilder("node", System.getenv(PROGRAM)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            issuer = process.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("upm.oidc.issuer", issuer, "upm.oidc.audience", "upm");
    }

    /** What the provider gives its client for an API of that name. */
    String token(String audience, String algorithm) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString("pipeline:pipeline-secret".getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers
                        .ofString("grant_type=client_credentials&resource=urn:" + audience + ":" + algorithm))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new ObjectMapper().readTree(answer).required("access_token").textValue();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ProviderProcess.class));
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroy();
        }
    }
}
