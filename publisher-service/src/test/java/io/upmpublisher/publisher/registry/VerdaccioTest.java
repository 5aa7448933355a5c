package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.publisher.registry.PublishOutcome.AlreadyThere;
import io.upmpublisher.publisher.registry.PublishOutcome.CredentialRefused;
import io.upmpublisher.publisher.registry.PublishOutcome.Published;
import io.upmpublisher.publisher.registry.PublishOutcome.Refused;

/** Against a real Verdaccio 6, which deploy/local/test starts. Each test publishes under names of its own. */
class VerdaccioTest {

    private static final Fence HELD = () -> {
    };

    private static final RetryPolicy QUICK = new RetryPolicy(3, 3, Duration.ofMillis(1), Duration.ofMillis(10));

    @TempDir
    Path folder;

    private final String unique = "com.acme.t" + UUID.randomUUID().toString().replace("-", "");
    private URI url;
    private String token;
    private RegistryClient client;

    @BeforeEach
    void connect() {
        var address = System.getenv("UPM_TEST_VERDACCIO_URL");
        token = System.getenv("UPM_TEST_VERDACCIO_TOKEN");
        assumeTrue(address != null && token != null,
                "needs a Verdaccio 6: set UPM_TEST_VERDACCIO_URL and UPM_TEST_VERDACCIO_TOKEN, or run deploy/local/test");
        url = URI.create(address);
        client = client(token);
    }

    @AfterEach
    void disconnect() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void answersPingAndKnowsTheTokensUser() throws Exception {
        assertThat(client.ping()).isEmpty();
        assertThat(client.whoami()).isInstanceOf(CredentialCheck.Accepted.class);
    }

    @Test
    void publishesPackageAndReadsItBack() throws Exception {
        var sample = SamplePackage.of(unique, "1.0.0").withFiller(300_000);

        assertThat(client.publish(sample.document(folder), HELD)).isEqualTo(new Published(sample.digests().integrity()));

        assertThat(client.readBack(sample.packageName(), sample.semVersion(), sample.digests()))
                .isEqualTo(new ReadBack.Confirmed(sample.digests().integrity()));
        assertThat(packument(sample).distTags()).containsEntry("latest", "1.0.0");
    }

    @Test
    void publishesScopedPackageThatNpmCanInstall() throws Exception {
        var sample = SamplePackage.of("@acme/" + unique, "1.2.3").withFiller(10_000);

        assertThat(client.publish(sample.document(folder), HELD)).isInstanceOf(Published.class);

        assertThat(npm("view", sample.name() + "@1.2.3", "dist.integrity")).contains(sample.digests().integrity());
        npm("install", sample.name() + "@1.2.3", "--ignore-scripts", "--no-audit", "--no-fund");
        assertThat(folder.resolve("npm/node_modules").resolve(sample.name()).resolve("content.txt")).hasContent("content");
    }

    @Test
    void doesNotKnowPackageThatWasNeverPublished() throws Exception {
        assertThat(client.packument(SamplePackage.of(unique, "1.0.0").packageName())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void tellsSameContentFromOtherWhenVersionExists() throws Exception {
        var sample = SamplePackage.of(unique, "1.0.0");
        client.publish(sample.document(folder), HELD);

        assertThat(client.publish(sample.document(folder), HELD)).isInstanceOfSatisfying(AlreadyThere.class,
                there -> assertThat(there.sameContent()).isTrue());
        assertThat(client.publish(sample.containing("other").document(folder), HELD)).isInstanceOfSatisfying(AlreadyThere.class,
                there -> {
                    assertThat(there.sameContent()).isFalse();
                    assertThat(there.problem().code()).isEqualTo(RegistryCode.VERSION_EXISTS_OTHER_CONTENT);
                });
    }

    @Test
    void repairsVersionThatRefusedPublishHadBurnt() throws Exception {
        for (var name : List.of(unique, "@acme/" + unique)) {
            var sample = SamplePackage.of(name, "1.0.0");
            var right = sample.digests();
            var wrong = new Digests(right.integrity(), "0".repeat(40));
            assertThat(client.publish(sample.document(folder, wrong), HELD)).isInstanceOfSatisfying(Refused.class,
                    refused -> assertThat(refused.problem().code()).isEqualTo(RegistryCode.PACKAGE_REJECTED));

            assertThat(client.publish(sample.document(folder), HELD)).isEqualTo(new Published(right.integrity()));
        }
    }

    @Test
    void neverRemovesTarballOfPublishedVersion() throws Exception {
        var sample = SamplePackage.of(unique, "1.0.0");
        client.publish(sample.document(folder), HELD);

        assertThat(client.removeOrphanTarball(sample.packageName(), sample.semVersion(), HELD))
                .isInstanceOf(OrphanRemoval.InUse.class);
        assertThat(client.readBack(sample.packageName(), sample.semVersion(), sample.digests()))
                .isInstanceOf(ReadBack.Confirmed.class);
    }

    @Test
    void reportsRefusedToken() throws Exception {
        try (var stranger = client("no-such-token")) {
            assertThat(stranger.whoami()).isInstanceOf(CredentialCheck.Refused.class);
            assertThat(stranger.publish(SamplePackage.of(unique, "1.0.0").document(folder), HELD))
                    .isInstanceOf(CredentialRefused.class);
        }
    }

    @Test
    void keepsLatestAwayFromPrereleases() throws Exception {
        client.publish(SamplePackage.of(unique, "1.0.0").document(folder), HELD);
        var prerelease = SamplePackage.of(unique, "2.0.0-preview.1");
        var decision = PublishDecision.decide(Optional.of(packument(prerelease)), prerelease.semVersion(),
                PublishDecision.Options.NONE);
        assertThat(decision).isEqualTo(new PublishDecision.Publish(new DistTag("preview")));

        client.publish(prerelease.tagged("preview").document(folder), HELD);

        assertThat(packument(prerelease).distTags()).containsEntry("latest", "1.0.0").containsEntry("preview",
                "2.0.0-preview.1");
    }

    @Test
    void publishesFirstVersionsOfNewPackageAtTheSameTime() throws Exception {
        var publishes = new ArrayList<Callable<PublishOutcome>>();
        for (var minor = 0; minor < 6; minor++) {
            var document = SamplePackage.of(unique, "1." + minor + ".0").document(folder);
            publishes.add(() -> client.publish(document, HELD));
        }
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(workers.invokeAll(publishes)).extracting(Future::get).hasOnlyElementsOfType(Published.class);
        }
        assertThat(packument(SamplePackage.of(unique, "1.0.0")).versions()).hasSize(6);
    }

    private RegistryClient client(String withToken) {
        return new RegistryClient(Registry.of("default", url, new RegistryToken(withToken), Set.of()), RegistryLimits.DEFAULT,
                QUICK, Clock.systemUTC(), Thread::sleep);
    }

    private Packument packument(SamplePackage sample) throws InterruptedException {
        return ((Lookup.Found<Packument>) client.packument(sample.packageName())).value();
    }

    private String npm(String... arguments) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("npm"));
        var command = new ArrayList<>(
                List.of("npm", "--registry", url.toString(), "--cache", home.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        var output = home.resolve("output.txt");
        try {
            var npm = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            assertThat(npm.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(npm.exitValue()).as(Files.readString(output)).isZero();
        } catch (IOException e) {
            assumeTrue(false, "needs npm on the path: " + e.getMessage());
        }
        return Files.readString(output);
    }
}
