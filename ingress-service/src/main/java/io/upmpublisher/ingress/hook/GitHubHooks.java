package io.upmpublisher.ingress.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubPages;
import io.upmpublisher.github.GitHubUnreachableException;

/** What GitHub says of webhooks. Every method throws what {@link GitHubApi}'s do. */
@ApplicationScoped
class GitHubHooks {

    private static final int MAX_HOOK_PAGES = 10;
    /** At 100 deliveries each, as many as are listed at once at most. */
    private static final int MAX_DELIVERY_PAGES = 1_000;

    private final Supplier<GitHubApi> api;
    private final HookAddress here;

    // The API is looked at only when it is used: without a credential its settings may be what they like.
    @Inject
    GitHubHooks(Instance<GitHubApi> api, HookConfig config) {
        this(api::get, config);
    }

    GitHubHooks(Supplier<GitHubApi> api, HookConfig config) {
        this.api = api;
        this.here = new HookAddress(config.url());
    }

    boolean isApp() {
        return api.get().isApp();
    }

    /** Empty if GitHub did not say it this time. */
    Optional<Sighting> look(HookScope scope) throws InterruptedException {
        return scope.kind() == HookKind.APP ? lookAtApp() : lookAtList(scope);
    }

    /** The newest first. */
    GitHubPages deliveries(HookScope scope, long hook) {
        return api.get().pages(scope.as(), scope.deliveries(hook) + "?per_page=100", MAX_DELIVERY_PAGES);
    }

    /** Asks to deliver again (https://docs.github.com/rest/orgs/webhooks#redeliver-a-delivery-for-an-organization-webhook). */
    Asked redeliver(HookScope scope, long hook, long attempt) throws InterruptedException {
        try {
            var answer = api.get().post(scope.as(), scope.deliveries(hook) + "/" + attempt + "/attempts");
            return switch (answer.status()) {
                case 404, 410, 422 -> Asked.GONE;
                case 401, 403 -> Asked.DENIED;
                default -> answer.isSuccess() ? Asked.DONE : Asked.FAILED;
            };
        } catch (GitHubUnreachableException e) {
            if (e.mayHaveHappened()) {
                return Asked.DONE;
            }
            throw e;
        }
    }

    private Optional<Sighting> lookAtList(HookScope scope) throws InterruptedException {
        List<JsonNode> hooks = new ArrayList<>();
        var pages = api.get().pages(scope.as(), scope.hooks() + "?per_page=100", MAX_HOOK_PAGES);
        while (pages.hasNext()) {
            var page = pages.next();
            if (!page.isSuccess()) {
                return refused(page, "asked for the webhooks of " + scope.name());
            }
            page.body().forEach(hooks::add);
        }
        return Optional.of(Sighting.of(hooks, here));
    }

    // GitHub says the address and the events of an App's webhook in two places, and does not say whether it is active.
    private Optional<Sighting> lookAtApp() throws InterruptedException {
        var config = api.get().get(HookScope.APP.as(), HookScope.APP.hooks() + "/config");
        if (config.status() == 404) {
            return Optional.of(Sighting.of(List.of(), here));
        }
        if (!config.isSuccess() || !(config.body() instanceof ObjectNode settings)) {
            return refused(config, "asked for the App's webhook");
        }
        var app = api.get().get(HookScope.APP.as(), "/app");
        if (!app.isSuccess()) {
            return refused(app, "asked for the App");
        }
        var hook = settings.objectNode().put("id", 0L);
        hook.set("config", settings);
        hook.set("events", app.body().path("events"));
        return Optional.of(Sighting.of(List.of(hook), here));
    }

    private static Optional<Sighting> refused(GitHubAnswer answer, String asked) {
        return answer.status() / 100 == 5 ? Optional.empty()
                : Optional.of(Sighting.unreadable("GitHub answered " + answer.status() + " when " + asked + ": "
                        + answer.message()));
    }

    enum Asked {
        DONE,
        /** GitHub keeps the delivery no longer. */
        GONE,
        DENIED,
        /** GitHub had trouble of its own; the next time it may have none. */
        FAILED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
