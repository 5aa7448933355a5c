package io.upmpublisher.testing.github;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** What all of the API has in common: limits, credentials, names that changed, and answers that did not. */
final class GitHubApi implements ResponseTransformerV2 {

    static final String NAME = "github";

    private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d{1,18})(/.*)?");
    private static final Pattern BY_NAME = Pattern.compile("/repos/([A-Za-z0-9_-][A-Za-z0-9._-]*/[A-Za-z0-9._-]+)(/.*)?");

    private final Routes routes;
    private final Repositories repositories;
    private final Apps apps;
    private final Limits limits;

    GitHubApi(Routes routes, Repositories repositories, Apps apps, Limits limits) {
        this.routes = routes;
        this.repositories = repositories;
        this.apps = apps;
        this.limits = limits;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public synchronized Response transform(Response response, ServeEvent event) {
        var call = Call.of(event.getRequest());
        var answer = limits.counted(answer(call));
        if (!call.isRead() && answer.status() / 100 == 2 && limits.isAnswerLost()) {
            return written(limits.counted(Answer.message(502, "Server Error")));
        }
        return written(answer);
    }

    private Answer answer(Call call) {
        var goal = routes.goal(byName(call));
        // Who asks how much is left pays nothing for it.
        if (goal.isEmpty() || !call.path().equals("/rate_limit")) {
            var refusal = limits.refusal();
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        var refusal = goal.flatMap(each -> refusal(each.route().access(), each.call()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var answer = goal.map(each -> each.call().names().containsKey("repo") ? inRepository(call, each) : perform(each))
                .orElseGet(Answer::notFound);
        var unchanged = unchanged(call, answer);
        // That nothing has changed is told for free.
        if (unchanged.status() != 304 && !call.path().equals("/rate_limit")) {
            limits.count();
        }
        return unchanged;
    }

    // Where GitHub leads those who use an old name.
    private Call byName(Call call) {
        var path = BY_ID.matcher(call.path());
        return path.matches()
                ? repositories.find(Long.parseLong(path.group(1)))
                        .map(name -> call.at("/repos/" + name + Optional.ofNullable(path.group(2)).orElse(""))).orElse(call)
                : call;
    }

    private Optional<Answer> refusal(Route.Access access, Call call) {
        if (access == Route.Access.APP) {
            return apps.refusalOfApp(call);
        }
        if (call.credential().isPresent()) {
            return apps.refusal(call.credential().get());
        }
        return access == Route.Access.ANYONE ? Optional.empty() : Optional.of(Answer.message(401, "Requires authentication"));
    }

    private Answer inRepository(Call asked, Routes.Goal goal) {
        var path = BY_NAME.matcher(goal.call().path());
        if (!path.matches()) {
            return Answer.notFound();
        }
        var rest = Optional.ofNullable(path.group(2)).orElse("");
        var known = repositories.find(path.group(1));
        if (known.isEmpty()) {
            return repositories.movedTo(path.group(1)).map(now -> moved(asked, now, rest)).orElseGet(Answer::notFound);
        }
        if (!asked.isRead() && !rest.startsWith("/hooks")) {
            if (repositories.isArchived(known.get())) {
                return Answer.message(403, "Repository was archived so is read-only.");
            }
            if (repositories.isReadOnly(known.get())) {
                return Answer.message(403, "Resource not accessible by personal access token");
            }
        }
        // As the repository is written, whatever the caller's letters.
        return routes.goal(goal.call().at("/repos/" + known.get() + rest)).map(GitHubApi::perform).orElseGet(Answer::notFound);
    }

    private Answer moved(Call asked, String now, String rest) {
        var query = asked.request().getUrl().contains("?") ? asked.request().getUrl().replaceFirst("[^?]*", "") : "";
        var location = asked.base() + "/repositories/" + repositories.id(now) + rest + query;
        var status = asked.isRead() ? 301 : 307;
        return Answer.of(status, Answer.object().put("message", status == 301 ? "Moved Permanently" : "Temporary Redirect")
                .put("url", location).put("documentation_url", "https://docs.github.com/rest")).with("Location", location);
    }

    private static Answer perform(Routes.Goal goal) {
        try {
            return goal.route().handler().answer(goal.call());
        } catch (JsonProcessingException e) {
            return Answer.message(400, "Problems parsing JSON");
        }
    }

    private static Answer unchanged(Call call, Answer answer) {
        if (!call.isRead() || answer.status() != 200) {
            return answer;
        }
        var tag = "\"" + UUID.nameUUIDFromBytes(String.valueOf(answer.body()).getBytes(StandardCharsets.UTF_8)) + "\"";
        var isSame = call.header("If-None-Match").map(known -> List.of(known.split(" *, *")).stream()
                .anyMatch(each -> each.replaceFirst("^W/", "").equals(tag))).orElse(false);
        return (isSame ? Answer.empty(304) : answer).with("ETag", "W/" + tag);
    }

    private static Response written(Answer answer) {
        var headers = new ArrayList<HttpHeader>();
        answer.headers().forEach((name, value) -> headers.add(new HttpHeader(name, value)));
        headers.add(new HttpHeader("X-GitHub-Media-Type", "github.v3; format=json"));
        headers.add(new HttpHeader("X-GitHub-Request-Id", UUID.randomUUID().toString()));
        var body = answer.body();
        if (body == null) {
            return Response.response().status(answer.status()).headers(new HttpHeaders(headers)).build();
        }
        headers.add(new HttpHeader("Content-Type", "application/json; charset=utf-8"));
        return Response.response().status(answer.status()).headers(new HttpHeaders(headers)).body(body.toString()).build();
    }
}
