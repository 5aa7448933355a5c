package io.upmpublisher.testing.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;

class HooksTest {
    @TempDir
    Path root;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private StandIns standIns;
    private HttpServer receiver;
    private Caller caller;
    private Hooks hooks;

    @BeforeEach
    void start() throws IOException {
        UnityRepository.create(root, "studio/game");
        standIns = StandIns.start(0, root, URI.create("http://127.0.0.1:1"));
        hooks = standIns.gitHub().hooks();
        caller = Caller.of(standIns.url(), "ghp_1234");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("X-GitHub-Delivery") + " "
                    + exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        standIns.close();
        caller.client().close();
    }

    @Test
    void showsHooksWithoutTheirSecrets() throws Exception {
        var hook = hooks.add("studio", URI.create("https://upm.studio.example/webhooks/github"), "s3cret", "push");
        hooks.setActive(hook, false);
        var listed = caller.get("/orgs/studio/hooks");
        assertThat(listed.text("/0/config/url")).isEqualTo(hook.url().toString());
        assertThat(listed.text("/0/events/0")).isEqualTo("push");
        assertThat(listed.json().at("/0/active").asBoolean(true)).isFalse();
        assertThat(listed.response().body()).doesNotContain("s3cret");
        assertThat(caller.get("/orgs/studio/hooks/" + hook.id()).text("/type")).isEqualTo("Organization");
        assertThat(caller.get("/repos/studio/game/hooks").json()).isEmpty();
        assertThat(caller.get("/repos/studio/game/hooks/" + hook.id()).status()).isEqualTo(404);
        assertThat(caller.as("").get("/orgs/studio/hooks").status()).isEqualTo(401);
    }

    @Test
    void listsDeliveriesByCursorAndByOutcome() throws Exception {
        var hook = hooks.add("studio/game", address(), "s3cret", "push");
        var at = Instant.parse("2026-01-05T09:00:00Z");
        for (var i = 0; i < 5; i++) {
            hooks.miss(hook, GitHubWebhook.ping().withDelivery("guid-" + i), at.plusSeconds(i), i == 2 ? 200 : 504);
        }
        var base = "/repos/studio/game/hooks/" + hook.id() + "/deliveries";
        assertThat(guids(base + "?per_page=2")).containsExactly("guid-4", "guid-3", "guid-2", "guid-1", "guid-0");
        assertThat(guids(base + "?per_page=2&status=failure")).containsExactly("guid-4", "guid-3", "guid-1", "guid-0");
        var newest = caller.get(base).json().path(0);
        assertThat(newest.path("status").asText()).isEqualTo("timed out");
        assertThat(newest.path("event").asText()).isEqualTo("ping");
        assertThat(caller.get(base + "/" + newest.path("id").asText()).text("/request/payload/zen")).isNotEmpty();
    }

    @Test
    void deliversAgainWhatItIsAskedFor() throws Exception {
        var hook = hooks.add("studio", address(), "s3cret", "push");
        var ping = GitHubWebhook.ping();
        var missed = hooks.miss(hook, ping, Instant.parse("2026-01-05T09:00:00Z"), 502);
        var path = "/orgs/studio/hooks/" + hook.id() + "/deliveries/" + missed.id() + "/attempts";
        assertThat(caller.post(path, "").status()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(hooks.deliveries(hook)).hasSize(2));
        assertThat(hooks.deliveries(hook).getFirst()).satisfies(again -> {
            assertThat(again.guid()).isEqualTo(ping.delivery());
            assertThat(again.id()).isNotEqualTo(missed.id());
            assertThat(again.isRedelivery()).isTrue();
            assertThat(again.statusCode()).isEqualTo(202);
        });
        assertThat(received).containsExactly(ping.delivery() + " " + GitHubWebhook.signature("s3cret", ping.body()));
        assertThat(caller.post(path.replace(Long.toString(missed.id()), "1"), "").status()).isEqualTo(404);
    }

    @Test
    void remembersWhatNobodyTook() {
        var hook = hooks.add("studio", URI.create("http://127.0.0.1:1/"), "s3cret", "push");
        assertThat(hooks.deliver(hook, GitHubWebhook.ping()).statusCode()).isEqualTo(502);
    }

    private List<String> guids(String path) throws Exception {
        var guids = new ArrayList<String>();
        for (var next = path; !next.isEmpty();) {
            var page = caller.get(next);
            page.json().forEach(each -> guids.add(each.path("guid").asText()));
            next = page.next();
        }
        return guids;
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
    }
}
