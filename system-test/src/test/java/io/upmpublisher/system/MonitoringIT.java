package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.testing.PrivateInfrastructure;
import io.upmpublisher.testing.stack.Service;

/** The files of deploy/monitoring against what the services say of themselves. */
@SystemTest
class MonitoringIT {

    private static final Pattern METRIC = Pattern.compile("\\b(?:upm|http|jvm)_[a-z_]+\\b");

    private final Stack stack;

    MonitoringIT(Stack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = { "dashboard.json", "alerts.yml" })
    void namesOnlyMetricsThatTheServicesExport(String file) throws IOException {
        doWhatIsCounted(file);

        var named = metricsIn(Files.readString(monitoring(file)));

        assertThat(named).hasSizeGreaterThan(10);
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(exported()).containsAll(named));
    }

    @Test
    void theDashboardIsJsonWithPanelsThatCanBeToldApart() throws IOException {
        var ids = Http.JSON.readTree(monitoring("dashboard.json").toFile()).path("panels").findValuesAsText("id");

        assertThat(ids).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    /** Most metrics are there from the beginning; these begin with the first publish, refusal and dead letter. */
    private void doWhatIsCounted(String file) {
        var name = "watched-" + file.replace('.', '-');
        var game = stack.repository(name).withPackage("core", "1.0.0");
        var delivery = game.commit("Add core");
        assertThat(stack.deliverSignedWith("another secret", delivery).status()).isEqualTo(401);
        Run.acceptedBy(stack, stack.deliver(delivery)).awaitStory();

        var nowhere = stack.unregisteredRepository(name + "-nowhere").withPackage("core", "1.0.0");
        assertThat(stack.post("/api/repositories",
                Map.of("url", stack.gitUrl(nowhere.name()), "status", "active", "registry", "nowhere")).status())
                .isEqualTo(201);
        nowhere.push("Publish to a registry that nobody configured");
    }

    private Set<String> exported() {
        return Arrays.stream(Service.values()).map(service -> stack.get(service, "/q/metrics").body())
                .flatMap(String::lines).filter(line -> !line.startsWith("#")).map(line -> line.split("[ {]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static Set<String> metricsIn(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Path monitoring(String file) {
        return PrivateInfrastructure.checkout().resolve("deploy/monitoring").resolve(file);
    }
}
