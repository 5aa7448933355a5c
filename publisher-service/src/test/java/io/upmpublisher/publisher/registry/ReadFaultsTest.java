package io.upmpublisher.publisher.registry;

import static io.upmpublisher.publisher.registry.FakeRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadFaultsTest {

    private final SamplePackage sample = SamplePackage.of("com.acme.core", "1.0.0");
    private FakeRegistry registry;
    private RegistryClient client;
    private List<Duration> pauses;

    @BeforeEach
    void start() {
        registry = new FakeRegistry();
        use(TestRegistries.LIMITS);
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @Test
    void readsAgainUpToFiveTimes() throws Exception {
        registry.script("GET", status(500, ""), status(502, "<html>"), FakeRegistry.hangUpInAnswer(), status(429, ""),
                status(200, "{\"name\":\"com.acme.core\",\"versions\":{\"1.0.0\":{}}}"));

        assertThat(client.packument(sample.packageName())).isInstanceOf(Lookup.Found.class);
        assertThat(pauses).hasSize(4);
    }

    @Test
    void givesUpAfterFiveReads() throws Exception {
        for (var i = 0; i < 6; i++) {
            registry.script("GET", status(503, ""));
        }

        assertThat(problem()).isEqualTo(RegistryCode.REGISTRY_UNREACHABLE);
        assertThat(registry.count("GET")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({ "401, REGISTRY_CREDENTIAL_REFUSED", "403, REGISTRY_FORBIDDEN", "400, REGISTRY_ANSWER_INVALID" })
    void doesNotReadAgainWhatIsRefused(int status, RegistryCode code) throws Exception {
        registry.script("GET", status(status, "{\"error\":\"no\"}"));

        assertThat(problem()).isEqualTo(code);
        assertThat(registry.count("GET")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<html><body>Welcome</body></html>", "[]", "{\"name\":\"com.acme.core\",\"versions\":{\"1.0.0\":",
            "{\"name\":\"com.acme.other\",\"versions\":{}}", "{}", "{\"name\":\"com.acme.core\",\"versions\":[1]}", "" })
    void refusesWhatIsNoPackument(String body) throws Exception {
        registry.script("GET", status(200, body));

        assertThat(problem()).isEqualTo(RegistryCode.REGISTRY_ANSWER_INVALID);
        assertThat(registry.count("GET")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "200, 404, SEARCH", "404, 200, ALL", "403, 200, ALL", "404, 404, NONE", "401, 401, UNKNOWN",
            "403, 403, UNKNOWN", "403, 404, UNKNOWN", "404, 403, UNKNOWN", "302, 404, UNKNOWN", "404, 302, UNKNOWN" })
    void lacksSearchOnlyIfItKnowsNeitherQuestion(int search, int all, RegistrySearch found) throws Exception {
        registry.script("GET", status(search, "{}", "Location", "https://elsewhere.example/"),
                status(all, "{}", "Location", "https://elsewhere.example/"));

        assertThat(client.search()).isEqualTo(found);
    }

    @Test
    void listsPackagesHoweverManyThereAre() throws Exception {
        registry.script("GET", status(404, ""), status(200, "x".repeat(2 << 20)));

        assertThat(client.search()).isEqualTo(RegistrySearch.ALL);
    }

    @Test
    void refusesHugePackument() throws Exception {
        registry.script("GET", status(200, "{\"readme\":\"" + "x".repeat(2 << 20) + "\",\"name\":\"com.acme.core\"}"));

        assertThat(problem()).isEqualTo(RegistryCode.REGISTRY_ANSWER_INVALID);
    }

    @Test
    @Timeout(30)
    void doesNotWaitForEndlessAnswer() throws Exception {
        use(TestRegistries.IMPATIENT);
        for (var i = 0; i < 5; i++) {
            registry.script("GET", registry.stallInBody());
        }

        assertThat(problem()).isEqualTo(RegistryCode.REGISTRY_UNREACHABLE);
    }

    @Test
    void carriesTokenToNoOtherHost() throws Exception {
        try (var elsewhere = new FakeRegistry()) {
            registry.script("GET", status(302, "", "Location", elsewhere.uri() + "com.acme.core"));

            assertThat(problem()).isEqualTo(RegistryCode.REGISTRY_REDIRECT_REFUSED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void followsRedirectWithinRegistryButNotForEver() throws Exception {
        registry.script("GET", status(302, "", "Location", "/elsewhere"),
                status(200, "{\"name\":\"com.acme.core\",\"versions\":{}}"));
        assertThat(client.packument(sample.packageName())).isInstanceOf(Lookup.Found.class);
        assertThat(registry.requests()).allMatch(request -> request.authorization().equals("Bearer " + TestRegistries.TOKEN));

        for (var i = 0; i < 10; i++) {
            registry.script("GET", status(302, "", "Location", "/circle"));
        }
        assertThat(problem()).isEqualTo(RegistryCode.REGISTRY_REDIRECT_REFUSED);
    }

    @Test
    void takesNoTarballFromOtherHost() throws Exception {
        try (var elsewhere = new FakeRegistry()) {
            var url = elsewhere.uri().toString().replace("127.0.0.1", "localhost") + "com.acme.core/-/com.acme.core-1.0.0.tgz";
            serve(sample.digests().integrity(), url);

            assertThat(client.readBack(sample.packageName(), sample.semVersion(), sample.digests()))
                    .isInstanceOfSatisfying(ReadBack.Different.class,
                            different -> assertThat(different.problem().code()).isEqualTo(RegistryCode.READ_BACK_MISMATCH));
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(registry.requests()).noneMatch(request -> request.path().contains(".tgz"));
        }
    }

    @Test
    void takesTarballFromRegistryThatDoesNotKnowItsOwnPort() throws Exception {
        registry.script("TARBALL", exchange -> {
            var bytes = sample.bytes();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        serve(sample.digests().integrity(), "https://127.0.0.1/com.acme.core/-/com.acme.core-1.0.0.tgz");

        assertThat(client.readBack(sample.packageName(), sample.semVersion(), sample.digests()))
                .isEqualTo(new ReadBack.Confirmed(sample.digests().integrity()));
    }

    @Test
    void readsNoTarballBackWhoseIntegrityDiffers() throws Exception {
        serve(sample.containing("other").digests().integrity(), registry.uri() + "com.acme.core/-/com.acme.core-1.0.0.tgz");

        assertThat(client.readBack(sample.packageName(), sample.semVersion(), sample.digests()))
                .isInstanceOf(ReadBack.Different.class);
        assertThat(registry.requests()).noneMatch(request -> request.path().contains(".tgz"));
    }

    @Test
    void doesNotTakeStatusForIdentity() throws Exception {
        registry.script("GET", status(200, "{}"), status(200, "{\"username\":\"bench\"}"), status(404, ""), status(401, ""));

        assertThat(client.whoami()).isInstanceOf(CredentialCheck.Refused.class);
        assertThat(client.whoami()).isEqualTo(new CredentialCheck.Accepted("bench"));
        assertThat(client.whoami()).isInstanceOf(CredentialCheck.NotOffered.class);
        assertThat(client.whoami()).isInstanceOf(CredentialCheck.Refused.class);
        assertThat(pauses).isEmpty();
    }

    private RegistryCode problem() throws InterruptedException {
        var answer = client.packument(sample.packageName());
        assertThat(answer).isInstanceOf(Lookup.Unavailable.class);
        return ((Lookup.Unavailable<Packument>) answer).problem().code();
    }

    private void serve(String integrity, String tarball) {
        registry.script("GET", status(200, """
                {"name":"com.acme.core","versions":{"1.0.0":{"dist":{"integrity":"%s","tarball":"%s"}}}}"""
                .formatted(integrity, tarball)));
    }

    private void use(RegistryLimits limits) {
        if (client != null) {
            client.close();
        }
        var fixture = TestRegistries.client(registry.uri(), limits);
        client = fixture.client();
        pauses = fixture.pauses();
    }
}
