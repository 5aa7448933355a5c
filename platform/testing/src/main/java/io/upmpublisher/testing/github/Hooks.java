package io.upmpublisher.testing.github;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.testing.GitHubWebhook;

/**
 * Webhooks of <a href="https://docs.github.com/rest/orgs/webhooks">organisations</a>,
 * <a href="https://docs.github.com/rest/repos/webhooks">repositories</a> and the
 * <a href="https://docs.github.com/rest/apps/webhooks">App</a>, and what was delivered to them. What is asked for again is
 * really posted.
 */
public final class Hooks implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong(4_000_000_000L);
    private final Sender sender = new Sender();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Hooks() {
    }

    /**
     * @param owner an organisation, or a repository as in {@code studio/game}, or {@link Hook#APP}
     */
    public Hook add(String owner, URI url, String secret, String... events) {
        var hook = new Hook(ids.incrementAndGet(), owner, url, secret, List.of(events), true, "json");
        hooks.add(hook);
        return hook;
    }

    /** The webhooks of an owner, as they are now. */
    public List<Hook> of(String owner) {
        return hooks.stream().filter(each -> each.owner().equals(owner)).toList();
    }

    /** Has another secret and content type from now on, as after somebody changed them by hand. */
    public void spoil(Hook hook, String secret, String contentType) {
        replace(new Hook(hook.id(), hook.owner(), hook.url(), secret, hook.events(), hook.isActive(), contentType));
    }

    public void setActive(Hook hook, boolean active) {
        hooks.replaceAll(each -> each.id() == hook.id() ? each.active(active) : each);
    }

    public void remove(Hook hook) {
        hooks.removeIf(each -> each.id() == hook.id());
    }

    /** Posts a delivery and remembers what came of it. */
    public Delivery deliver(Hook hook, GitHubWebhook content) {
        return send(hook, content, false);
    }

    /** Remembers a delivery of which nothing arrived. */
    public Delivery miss(Hook hook, GitHubWebhook content, Instant at, int statusCode) {
        return remember(new Delivery(ids.incrementAndGet(), hook.id(), content, at, false, Duration.ofSeconds(10), statusCode));
    }

    /** The newest first. */
    public List<Delivery> deliveries(Hook hook) {
        return deliveries.stream().filter(each -> each.hook() == hook.id())
                .sorted((one, other) -> other.at().compareTo(one.at())).toList();
    }

    Answer list(Call call, String owner) {
        return Page.of(call, hooks.stream().filter(hook -> hook.owner().equals(owner)).toList(), hook -> shown(call, hook));
    }

    Answer show(Call call, String owner) {
        return find(call, owner).map(hook -> Answer.ok(shown(call, hook))).orElseGet(Answer::notFound);
    }

    Answer deliveries(Call call, String owner) {
        return find(call, owner).map(hook -> Page.byCursor(call,
                deliveries(hook).stream().filter(each -> call.query("status").map(each.outcome()::equals).orElse(true))
                        .toList(),
                Hooks::shown)).orElseGet(Answer::notFound);
    }

    Answer delivery(Call call, String owner) {
        return find(call, owner).flatMap(hook -> find(call, hook).map(each -> Answer.ok(whole(hook, each))))
                .orElseGet(Answer::notFound);
    }

    Answer redeliver(Call call, String owner) {
        return find(call, owner).flatMap(hook -> find(call, hook).map(delivery -> {
            threads.submit(() -> send(hook, delivery.content(), true));
            return Answer.of(202, Answer.object());
        })).orElseGet(Answer::notFound);
    }

    Answer make(Call call, String owner) throws JsonProcessingException {
        var body = call.body();
        var url = body.at("/config/url").asText();
        if (!body.path("name").asText().equals("web") || !url.startsWith("http")) {
            return Answer.invalid("Hook", "config", "missing_field", "");
        }
        if (of(owner).stream().anyMatch(each -> each.url().toString().equals(url))) {
            return Answer.invalid("Hook", "", "custom", "Hook already exists on this " + (owner.contains("/") ? "repository"
                    : "organization"));
        }
        var made = changed(new Hook(ids.incrementAndGet(), owner, URI.create(url), "", List.of("push"), true, "form"), body);
        hooks.add(made);
        return Answer.of(201, shown(call, made));
    }

    Answer change(Call call, String owner) throws JsonProcessingException {
        var found = find(call, owner);
        if (found.isEmpty()) {
            return Answer.notFound();
        }
        var changed = changed(found.get(), call.body());
        replace(changed);
        return Answer.ok(shown(call, changed));
    }

    Answer ping(Call call, String owner) {
        return find(call, owner).map(hook -> {
            threads.submit(() -> send(hook, GitHubWebhook.ping(), false));
            return Answer.empty(204);
        }).orElseGet(Answer::notFound);
    }

    // A config replaces the whole one before: https://docs.github.com/rest/repos/webhooks#update-a-repository-webhook
    private static Hook changed(Hook hook, JsonNode body) {
        var events = body.path("events").isArray()
                ? StreamSupport.stream(body.path("events").spliterator(), false).map(JsonNode::asText).toList()
                : hook.events();
        var config = body.path("config");
        var active = body.path("active").asBoolean(hook.isActive());
        return config.isObject()
                ? new Hook(hook.id(), hook.owner(), URI.create(config.path("url").asText()), config.path("secret").asText(),
                        events, active, config.path("content_type").asText("form"))
                : new Hook(hook.id(), hook.owner(), hook.url(), hook.secret(), events, active, hook.contentType());
    }

    private void replace(Hook hook) {
        hooks.replaceAll(each -> each.id() == hook.id() ? hook : each);
    }

    /** What the App's webhook is set to. */
    Answer config(Call call) {
        return find(call, Hook.APP).map(hook -> Answer.ok(config(hook))).orElseGet(Answer::notFound);
    }

    private Delivery send(Hook hook, GitHubWebhook content, boolean isRedelivery) {
        var began = Instant.now();
        var status = sender.send(hook, content);
        return remember(new Delivery(ids.incrementAndGet(), hook.id(), content, began, isRedelivery,
                Duration.between(began, Instant.now()), status));
    }

    private Delivery remember(Delivery delivery) {
        deliveries.add(delivery);
        return delivery;
    }

    // An App has one webhook, whose id no path names.
    private Optional<Hook> find(Call call, String owner) {
        return hooks.stream().filter(hook -> hook.owner().equals(owner))
                .filter(hook -> owner.equals(Hook.APP) || hook.id() == call.number("hook")).findFirst();
    }

    private Optional<Delivery> find(Call call, Hook hook) {
        return deliveries(hook).stream().filter(each -> each.id() == call.number("delivery")).findFirst();
    }

    private static ObjectNode shown(Call call, Hook hook) {
        var isRepository = hook.owner().contains("/");
        var url = call.base() + (isRepository ? "/repos/" : "/orgs/") + hook.owner() + "/hooks/" + hook.id();
        var shown = Answer.object().put("type", isRepository ? "Repository" : "Organization").put("id", hook.id())
                .put("name", "web").put("active", hook.isActive()).put("url", url).put("ping_url", url + "/pings")
                .put("deliveries_url", url + "/deliveries");
        hook.events().forEach(shown.putArray("events")::add);
        shown.set("config", config(hook));
        return shown;
    }

    private static ObjectNode config(Hook hook) {
        var config = Answer.object().put("content_type", hook.contentType()).put("insecure_ssl", "0").put("url",
                hook.url().toString());
        // Where there is none, GitHub leaves the field out.
        return hook.secret().isEmpty() ? config : config.put("secret", "********");
    }

    private static ObjectNode shown(Delivery delivery) {
        var payload = delivery.content().payload();
        return Answer.object().put("id", delivery.id()).put("guid", delivery.guid())
                .put("delivered_at", delivery.at().toString()).put("redelivery", delivery.isRedelivery())
                .put("duration", delivery.took().toMillis() / 1000.0).put("status", delivery.status())
                .put("status_code", delivery.statusCode())
                .put("event", delivery.content().event())
                .put("action", payload.path("action").asText(null)).putNull("installation_id")
                .put("repository_id", payload.path("repository").path("id").asLong()).putNull("throttled_at");
    }

    private static JsonNode whole(Hook hook, Delivery delivery) {
        var whole = shown(delivery).put("url", hook.url().toString());
        var request = whole.putObject("request");
        request.set("headers", JSON.valueToTree(delivery.content().headers(hook.secret())));
        request.set("payload", delivery.content().payload());
        var response = whole.putObject("response");
        response.putObject("headers");
        response.put("payload", "");
        return whole;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sender.close();
    }
}
