package io.upmpublisher.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

    // GitHub's own example: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
    private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "It's a Secret to Everybody";
    private static final String SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private final SignatureVerifier verifier = new SignatureVerifier(List.of("next", " " + SECRET + " ", ""));

    @Test
    void knowsGitHubsExample() {
        assertThat(verifier.isSigned(BODY, SIGNATURE)).isTrue();
        assertThat(verifier.isSigned(BODY, SIGNATURE.replace("757107ea", "757107EA"))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "sha256=", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
            "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" })
    void refusesEveryOtherSignature(String signature) {
        assertThat(verifier.isSigned(BODY, signature)).isFalse();
    }

    @Test
    void refusesEverythingWithoutASecret() {
        var none = new SignatureVerifier(List.of("", " "));
        assertThat(none.hasSecrets()).isFalse();
        assertThat(none.isSigned(BODY, SIGNATURE)).isFalse();
    }
}
