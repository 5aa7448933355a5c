package io.upmpublisher.testing.github;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** <a href="https://docs.github.com/rest/pulls/pulls">Pull requests</a> between branches that the repositories really have. */
final class PullRequests {

    private final Repositories repositories;
    private final List<PullRequest> all = new CopyOnWriteArrayList<>();

    PullRequests(Repositories repositories) {
        this.repositories = repositories;
    }

    List<PullRequest> of(String repository) {
        return all.stream().filter(each -> each.repository().equals(repository)).toList();
    }

    void close(String repository, int number) {
        all.replaceAll(each -> each.repository().equals(repository) && each.number() == number ? each.closed() : each);
    }

    Answer list(Call call) {
        var state = call.query("state").orElse("open");
        // As in studio:branch; without an owner the parameter is no filter.
        var head = call.query("head").filter(value -> value.contains(":"));
        var found = of(call.repository()).reversed().stream()
                .filter(each -> state.equals("all") || each.isOpen() == state.equals("open"))
                .filter(each -> head.map(value -> value.equals(owner(each.repository()) + ":" + each.head())).orElse(true))
                .filter(each -> call.query("base").map(each.base()::equals).orElse(true)).toList();
        return Page.of(call, found, this::shown);
    }

    Answer show(Call call) {
        return of(call.repository()).stream().filter(each -> each.number() == call.number("number")).findFirst()
                .map(each -> Answer.ok(shown(each))).orElseGet(Answer::notFound);
    }

    Answer files(Call call) {
        return of(call.repository()).stream().filter(each -> each.number() == call.number("number")).findFirst()
                .map(each -> Page.of(call, repositories.git(each.repository()).changes(each.base(), each.head()),
                        change -> Answer.object().put("sha", change.blob()).put("filename", change.path()).put("status",
                                switch (change.letter()) {
                                    case 'A' -> "added";
                                    case 'D' -> "removed";
                                    case 'R' -> "renamed";
                                    default -> "modified";
                                })))
                .orElseGet(Answer::notFound);
    }

    Answer open(Call call) throws JsonProcessingException {
        var repository = call.repository();
        var body = call.body();
        var git = repositories.git(repository);
        var head = body.path("head").asText().replaceFirst("^" + owner(repository) + ":", "");
        var base = body.path("base").asText();
        if (body.path("title").asText().isBlank()) {
            return Answer.invalid("PullRequest", "title", "missing_field", "");
        }
        if (base.isBlank() || git.head(base).isEmpty()) {
            return Answer.invalid("PullRequest", "base", "invalid", "");
        }
        if (head.isBlank() || git.head(head).isEmpty()) {
            return Answer.invalid("PullRequest", "head", "invalid", "");
        }
        if (of(repository).stream().anyMatch(each -> each.isOpen() && each.head().equals(head) && each.base().equals(base))) {
            return Answer.invalid("PullRequest", "", "custom",
                    "A pull request already exists for " + owner(repository) + ":" + head + ".");
        }
        if (git.commitsBetween("refs/heads/" + base, "refs/heads/" + head) == 0) {
            return Answer.invalid("PullRequest", "", "custom", "No commits between " + base + " and " + head);
        }
        var opened = new PullRequest(of(repository).size() + 1, repository, body.path("title").asText(),
                body.path("body").asText(), head, base, true, false, false);
        all.add(opened);
        return Answer.of(201, shown(opened));
    }

    Answer merge(Call call) throws JsonProcessingException {
        var found = of(call.repository()).stream().filter(each -> each.number() == call.number("number")).findFirst();
        if (found.isEmpty()) {
            return Answer.notFound();
        }
        var pull = found.get();
        if (!pull.isOpen() || repositories.needsReview(pull.repository())) {
            return Answer.message(405, pull.isOpen() ? "At least 1 approving review is required by reviewers with write access."
                    : "Pull Request is not mergeable");
        }
        if (call.body().has("sha") && !isAt(pull, call.body().path("sha").asText())) {
            return Answer.message(409, "Head branch was modified. Review and try the merge again.");
        }
        var commit = repositories.opened(pull.repository(), pull.base()).merge(
                repositories.git(pull.repository()).head(pull.head()).orElseThrow(), pull.title());
        all.replaceAll(each -> each.equals(pull) ? each.merged() : each);
        return Answer.ok(Answer.object().put("sha", commit).put("merged", true)
                .put("message", "Pull Request successfully merged"));
    }

    /** <a href="https://docs.github.com/graphql/reference/mutations#enablepullrequestautomerge">The one mutation</a>. */
    Answer graphql(Call call) throws JsonProcessingException {
        var body = call.body();
        var pull = all.stream().filter(each -> id(each).equals(body.at("/variables/pull").asText())).findFirst();
        if (!body.path("query").asText().contains("enablePullRequestAutoMerge") || pull.isEmpty()) {
            return errors("Could not resolve to a node with the global id");
        }
        if (!repositories.needsReview(pull.get().repository())) {
            return errors("Pull request Pull request is in clean status");
        }
        var expected = body.at("/variables/head").asText();
        if (!expected.isEmpty() && !isAt(pull.get(), expected)) {
            return errors("Head sha didn't match the expected head oid");
        }
        all.replaceAll(each -> each.equals(pull.get()) ? each.mergingItself() : each);
        var answer = Answer.object();
        answer.putObject("data").putObject("enablePullRequestAutoMerge").putObject("pullRequest").put("number",
                pull.get().number());
        return Answer.ok(answer);
    }

    private boolean isAt(PullRequest pull, String commit) {
        return repositories.git(pull.repository()).head(pull.head()).filter(commit::equals).isPresent();
    }

    private static Answer errors(String message) {
        var answer = Answer.object();
        answer.putObject("data").putNull("enablePullRequestAutoMerge");
        answer.putArray("errors").addObject().put("type", "UNPROCESSABLE").put("message", message);
        return Answer.ok(answer);
    }

    private static String id(PullRequest each) {
        return "PR_" + each.repository() + "#" + each.number();
    }

    private ObjectNode shown(PullRequest each) {
        var shown = Answer.object().put("id", all.indexOf(each) + 1L).put("number", each.number())
                .put("node_id", id(each)).put("state", each.isOpen() ? "open" : "closed")
                .put("title", each.title()).put("body", each.text()).put("draft", false)
                .put("merged", each.isMerged())
                .put("html_url", repositories.page(each.repository(), "/pull/" + each.number()));
        if (each.mergesItself()) {
            shown.putObject("auto_merge").put("merge_method", "squash");
        } else {
            shown.putNull("auto_merge");
        }
        var git = repositories.git(each.repository());
        show(shown.putObject("head"), git, each.repository(), each.head());
        show(shown.putObject("base"), git, each.repository(), each.base());
        return shown;
    }

    private static void show(ObjectNode side, GitDirectory git, String repository, String branch) {
        side.put("label", owner(repository) + ":" + branch).put("ref", branch).put("sha", git.head(branch).orElse(""));
    }

    private static String owner(String repository) {
        return repository.substring(0, repository.indexOf('/'));
    }
}
