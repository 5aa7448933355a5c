package io.upmpublisher.testing.github;

import static io.upmpublisher.testing.github.Route.Access.ANYONE;
import static io.upmpublisher.testing.github.Route.Access.APP;
import static io.upmpublisher.testing.github.Route.Access.TOKEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that the API answers. */
final class Routes {

    private static final String REPOSITORY = "/repos/{owner}/{repo}";

    private final List<Route> routes = new ArrayList<>();

    Routes(Repositories repositories, Trees trees, Releases releases, PullRequests pullRequests, Hooks hooks, Apps apps,
            Limits limits) {
        var references = new References(repositories);
        var contents = new Contents(repositories);
        // GitHub shows public repositories to anyone. What belongs to releases and pull requests it would show, too; a caller that
        // forgets its credential there is to be found out.
        get("/rate_limit", ANYONE, call -> limits.shown());
        get(REPOSITORY, ANYONE, repositories::show);
        get("/orgs/{owner}/repos", ANYONE, repositories::listOfOrganisation);
        get("/users/{owner}/repos", ANYONE, repositories::listOf);
        get(REPOSITORY + "/branches", ANYONE, references::branches);
        get(REPOSITORY + "/branches/{branch+}", ANYONE, references::branch);
        get(REPOSITORY + "/contents", ANYONE, contents::show);
        get(REPOSITORY + "/contents/{path+}", ANYONE, contents::show);
        on("PUT", REPOSITORY + "/contents/{path+}", TOKEN, contents::put);
        on("DELETE", REPOSITORY + "/contents/{path+}", TOKEN, contents::delete);
        get(REPOSITORY + "/git/ref/{ref+}", TOKEN, references::show);
        get(REPOSITORY + "/git/trees/{tree+}", ANYONE, trees::show);
        get(REPOSITORY + "/git/blobs/{blob}", ANYONE, trees::blob);
        on("POST", REPOSITORY + "/git/refs", TOKEN, references::create);
        on("DELETE", REPOSITORY + "/git/refs/{ref+}", TOKEN, references::delete);
        get(REPOSITORY + "/pulls", TOKEN, pullRequests::list);
        get(REPOSITORY + "/pulls/{number#}", TOKEN, pullRequests::show);
        get(REPOSITORY + "/pulls/{number#}/files", TOKEN, pullRequests::files);
        on("POST", REPOSITORY + "/pulls", TOKEN, pullRequests::open);
        on("PUT", REPOSITORY + "/pulls/{number#}/merge", TOKEN, pullRequests::merge);
        on("POST", "/graphql", TOKEN, pullRequests::graphql);
        get(REPOSITORY + "/releases", TOKEN, releases::list);
        get(REPOSITORY + "/releases/{id#}", TOKEN, releases::byId);
        get(REPOSITORY + "/releases/tags/{tag+}", TOKEN, releases::byTag);
        on("POST", REPOSITORY + "/releases", TOKEN, releases::make);
        hooks(hooks, "/orgs/{owner}/hooks", call -> call.name("owner"));
        hooks(hooks, REPOSITORY + "/hooks", Call::repository);
        get("/app/hook/config", APP, hooks::config);
        deliveries(hooks, "/app/hook/deliveries", APP, call -> Hook.APP);
        // A classic token, which tells what it may do.
        get("/user", TOKEN, call -> Answer.ok(Answer.object().put("login", "octocat").put("type", "User"))
                .with("X-OAuth-Scopes", "admin:org_hook, admin:repo_hook, repo, workflow"));
        get("/app", APP, apps::show);
        get("/app/installations", APP, apps::list);
        get("/orgs/{owner}/installation", APP, apps::installation);
        get(REPOSITORY + "/installation", APP, apps::installation);
        on("POST", "/app/installations/{installation#}/access_tokens", APP, apps::give);
        get("/installation/repositories", TOKEN, call -> call.credential().flatMap(apps::organisation)
                .map(organisation -> repositories.listAll(call, organisation))
                .orElseGet(() -> Answer.message(403, "You must authenticate with an installation access token in order to list "
                        + "repositories for an installation.")));
    }

    /** Where a call goes, with the names in its path. */
    Optional<Goal> goal(Call call) {
        return routes.stream().flatMap(route -> route.accept(call).map(accepted -> new Goal(route, accepted)).stream())
                .findFirst();
    }

    record Goal(Route route, Call call) {
    }

    private void hooks(Hooks hooks, String path, Function<Call, String> owner) {
        get(path, TOKEN, call -> hooks.list(call, owner.apply(call)));
        get(path + "/{hook#}", TOKEN, call -> hooks.show(call, owner.apply(call)));
        on("POST", path, TOKEN, call -> hooks.make(call, owner.apply(call)));
        on("PATCH", path + "/{hook#}", TOKEN, call -> hooks.change(call, owner.apply(call)));
        on("POST", path + "/{hook#}/pings", TOKEN, call -> hooks.ping(call, owner.apply(call)));
        deliveries(hooks, path + "/{hook#}/deliveries", TOKEN, owner);
    }

    private void deliveries(Hooks hooks, String path, Route.Access access, Function<Call, String> owner) {
        get(path, access, call -> hooks.deliveries(call, owner.apply(call)));
        get(path + "/{delivery#}", access, call -> hooks.delivery(call, owner.apply(call)));
        on("POST", path + "/{delivery#}/attempts", access, call -> hooks.redeliver(call, owner.apply(call)));
    }

    private void get(String template, Route.Access access, Route.Handler handler) {
        on("GET", template, access, handler);
    }

    private void on(String method, String template, Route.Access access, Route.Handler handler) {
        routes.add(Route.of(method, template, access, handler));
    }
}
