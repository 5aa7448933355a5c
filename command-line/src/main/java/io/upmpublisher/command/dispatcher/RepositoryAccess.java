package io.upmpublisher.command.dispatcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;

/** What tasks need of one repository at GitHub. */
final class RepositoryAccess {

    /** Ours by its name: what an interrupted run left there is thrown away. */
    static final String BRANCH = "upm/dispatcher";

    private final GitHubApi api;
    private final RepositoryName repository;
    private final Template template;
    private final As as;
    private final String path;

    RepositoryAccess(GitHubApi api, RepositoryName repository, Template template) {
        this.api = api;
        this.repository = repository;
        this.template = template;
        this.as = As.ownerOf(repository);
        this.path = "/repos/" + repository;
    }

    /** The repository itself, if it can be changed. */
    JsonNode open() throws InterruptedException, RefusedException {
        var answer = api.get(as, path);
        if (!answer.isSuccess()) {
            throw new RefusedException("GitHub does not show it (" + said(answer) + ")",
                    "see whether it exists, and give the credential access to it");
        }
        if (answer.body().path("archived").asBoolean()) {
            throw new RefusedException("it is archived", "leave it out, or unarchive it");
        }
        return answer.body();
    }

    Workflow workflow(String branch) throws InterruptedException, RefusedException {
        var answer = api.get(as, path + "/contents/" + Template.PATH + "?ref=" + GitHubApi.encoded(branch));
        if (answer.status() == 404) {
            return new Workflow.Absent();
        }
        return Workflow.of(succeeded(answer, "read the workflow").path("sha").asText(), template);
    }

    Optional<String> head(String branch) throws InterruptedException, RefusedException {
        var answer = api.get(as, path + "/git/ref/heads/" + encodedSegments(branch));
        return answer.status() == 404 ? Optional.empty()
                : Optional.of(succeeded(answer, "read the branch " + branch).at("/object/sha").asText());
    }

    void branchOff(String commit) throws InterruptedException, RefusedException {
        succeeded(api.post(as, path + "/git/refs", object().put("ref", "refs/heads/" + BRANCH).put("sha", commit)),
                "make the branch " + BRANCH);
    }

    void deleteBranch() throws InterruptedException, RefusedException {
        succeeded(api.delete(as, path + "/git/refs/heads/" + BRANCH), "delete the branch " + BRANCH);
    }

    void write(Task task, Workflow present) throws InterruptedException, RefusedException {
        var body = object().put("message", task.title()).put("branch", BRANCH)
                .put("content", Base64.getEncoder().encodeToString(template.content()));
        if (present instanceof Workflow.Changed(var blob)) {
            body.put("sha", blob);
        }
        succeeded(api.put(as, path + "/contents/" + Template.PATH, body), "commit the workflow");
    }

    void remove(Task task, Workflow present) throws InterruptedException, RefusedException {
        var blob = switch (present) {
            case Workflow.Absent _ -> throw new IllegalStateException("There is no file to remove");
            case Workflow.AsTemplate(var name) -> name;
            case Workflow.Changed(var name) -> name;
        };
        succeeded(api.delete(as, path + "/contents/" + Template.PATH,
                object().put("message", task.title()).put("branch", BRANCH).put("sha", blob)), "remove the workflow");
    }

    /** From the branch, into whichever others. */
    List<JsonNode> openPullRequests() throws InterruptedException, RefusedException {
        var found = new ArrayList<JsonNode>();
        succeeded(api.get(as, path + "/pulls?state=open&head=" + GitHubApi.encoded(repository.owner() + ":" + BRANCH)),
                "list pull requests").forEach(found::add);
        return found;
    }

    /** What a pull request makes of the workflow; empty if it changes anything else. */
    Optional<Workflow> onlyChangesWorkflow(JsonNode pull) throws InterruptedException, RefusedException {
        var files = succeeded(api.get(as, path + "/pulls/" + pull.path("number").asLong() + "/files?per_page=2"),
                "list the files of a pull request");
        if (files.size() != 1 || !files.get(0).path("filename").asText().equals(Template.PATH)) {
            return Optional.empty();
        }
        return switch (files.get(0).path("status").asText()) {
            case "removed" -> Optional.of(new Workflow.Absent());
            case "added", "modified" -> Optional.of(Workflow.of(files.get(0).path("sha").asText(), template));
            // A renamed one is missing elsewhere.
            default -> Optional.empty();
        };
    }

    JsonNode propose(Task task, String base) throws InterruptedException, RefusedException {
        return succeeded(api.post(as, path + "/pulls",
                object().put("title", task.title()).put("body", task.text()).put("head", BRANCH).put("base", base)),
                "open a pull request");
    }

    /** Refused with 409 if the pull request is not at the commit any more at which it was looked at. */
    GitHubAnswer merge(JsonNode pull, String method) throws InterruptedException {
        return api.put(as, path + "/pulls/" + pull.path("number").asLong() + "/merge",
                object().put("merge_method", method).put("sha", commitOf(pull)));
    }

    /** Waits for what the repository requires; then GitHub merges it. Refused where nothing has to be waited for. */
    GitHubAnswer mergeWhenAllowed(GitHubApi graphql, JsonNode pull, String method) throws InterruptedException {
        var body = object().put("query",
                """
                        mutation($pull: ID!, $head: GitObjectID!, $method: PullRequestMergeMethod!) { enablePullRequestAutoMerge(input: \
                        {pullRequestId: $pull, expectedHeadOid: $head, mergeMethod: $method}) { pullRequest { number } } }""");
        body.putObject("variables").put("pull", pull.path("node_id").asText()).put("head", commitOf(pull))
                .put("method", method.toUpperCase(java.util.Locale.ROOT));
        return graphql.post(as, "/graphql", body);
    }

    // A slash is part of many a branch's name, and stays one in the path.
    private static String encodedSegments(String branch) {
        return Arrays.stream(branch.split("/")).map(GitHubApi::encoded).collect(Collectors.joining("/"));
    }

    private static String commitOf(JsonNode pull) {
        return pull.at("/head/sha").asText();
    }

    private static JsonNode succeeded(GitHubAnswer answer, String what) throws RefusedException {
        if (answer.isSuccess()) {
            return answer.body();
        }
        throw new RefusedException("GitHub did not let us " + what + " (" + said(answer) + ")", switch (answer.status()) {
            case 403, 404 -> "the credential needs Contents, Pull requests and Workflows: write (classic: repo and workflow)";
            case 409, 422 -> "somebody changes it at the same time, or a rule forbids it: run this again";
            default -> "run this again later";
        });
    }

    private static String said(GitHubAnswer answer) {
        return answer.status() + (answer.message().isEmpty() ? "" : " " + answer.message());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
