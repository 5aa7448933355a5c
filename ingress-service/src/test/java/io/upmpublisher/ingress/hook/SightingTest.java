package io.upmpublisher.ingress.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class SightingTest {

    private static final String HERE = "https://upm.studio.example/webhooks/github";

    private final HookAddress here = new HookAddress(URI.create(HERE));

    @Test
    void findsTheHookThatPointsHere() throws Exception {
        var sighting = see(hook(1, "https://ci.studio.example/hook", "json", true, "push"),
                hook(2, HERE, "json", true, "push"));
        assertThat(sighting.state()).isEqualTo(HookState.FOUND);
        assertThat(sighting.hook()).contains(2L);
    }

    @Test
    void knowsItsAddressInOtherSpellings() throws Exception {
        assertThat(see(hook(1, "HTTPS://UPM.studio.example:443/webhooks/github/", "json", true, "*")).state())
                .isEqualTo(HookState.FOUND);
        assertThat(see(hook(1, "http://upm.studio.example/webhooks/github", "json", true, "push")).state())
                .isEqualTo(HookState.MISSING);
        assertThat(see(hook(1, "::not a url", "json", true, "push")).state()).isEqualTo(HookState.MISSING);
    }

    @Test
    void saysWhatIsWrongWithIt() throws Exception {
        assertThat(see(hook(1, HERE, "json", false, "push")).state()).isEqualTo(HookState.INACTIVE);
        assertThat(see(hook(1, HERE, "form", true, "push")).state()).isEqualTo(HookState.SENDS_FORMS);
        assertThat(see(hook(1, HERE, "json", true, "release")).state()).isEqualTo(HookState.WITHOUT_PUSH);
    }

    @Test
    void countsTheBestOfSeveral() throws Exception {
        var sighting = see(hook(1, HERE, "json", false, "push"), hook(2, HERE, "json", true, "push"));
        assertThat(sighting.state()).isEqualTo(HookState.FOUND);
        assertThat(sighting.hook()).contains(2L);
    }

    @Test
    void namesTheOneThatDiffersByItsHostOnlyAndNoSecretsInIt() throws Exception {
        var sighting = see(hook(1, "https://old.studio.example/webhooks/github?token=s3cret", "json", true, "push"));
        assertThat(sighting.state()).isEqualTo(HookState.MISSING);
        assertThat(sighting.detail()).contains("https://old.studio.example:443/webhooks/github").doesNotContain("s3cret");
    }

    private Sighting see(JsonNode... hooks) {
        return Sighting.of(List.of(hooks), here);
    }

    private static JsonNode hook(long id, String url, String contentType, boolean active, String event) throws Exception {
        return new ObjectMapper().readTree("""
                {"id":%d,"active":%s,"events":["%s"],"config":{"url":"%s","content_type":"%s"}}
                """.formatted(id, active, event, url, contentType));
    }
}
