package io.upmpublisher.command.dispatcher;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.GitHubApi;

/**
 * Does a task in one repository, by a pull request. It asks the world before each step, so that it can be done again after
 * whatever interrupted it.
 */
final class RepositoryTask {

    private final Task task;
    private final boolean isDry;
    private final boolean mergesNow;
    private final GitHubApi rest;
    private final GitHubApi graphql;
    private final Template template = new Template();

    /**
     * @param isDry whether it only says what it would do
     * @param mergesNow whether pull requests are merged at once where that is allowed
     */
    RepositoryTask(Task task, boolean isDry, boolean mergesNow, GitHubApi rest, GitHubApi graphql) {
        this.task = task;
        this.isDry = isDry;
        this.mergesNow = mergesNow;
        this.rest = rest;
        this.graphql = graphql;
    }

    Outcome perform(RepositoryName repository) throws InterruptedException {
        var access = new RepositoryAccess(rest, repository, template);
        try {
            var shown = access.open();
            var base = shown.path("default_branch").asText();
            return switch (Step.of(task, access.workflow(base))) {
                case Step.Nothing(var reason) -> new Outcome.Nothing(repository, reason);
                case Step.Refuse(var cause, var remedy) -> new Outcome.Refused(repository, cause, remedy);
                case Step.Change(var what) -> change(repository, access, shown, what);
            };
        } catch (RefusedException e) {
            return new Outcome.Refused(repository, String.valueOf(e.getMessage()), e.remedy());
        }
    }

    private Outcome change(RepositoryName repository, RepositoryAccess access, JsonNode shown, String what)
            throws InterruptedException, RefusedException {
        // An installation's token is not told of its rights here.
        if (!rest.isApp() && !shown.at("/permissions/push").asBoolean()) {
            return new Outcome.Refused(repository, "the credential may not write there",
                    "give it Contents, Pull requests and Workflows: write (classic: repo and workflow)");
        }
        var base = shown.path("default_branch").asText();
        var all = access.openPullRequests();
        for (var pull : all) {
            requireOurs(access, pull, base);
        }
        var open = all.stream().findFirst();
        if (isDry) {
            return new Outcome.Planned(repository, open.map(pull -> "use the open pull request " + address(pull) + " to ")
                    .orElse("open a pull request into " + base + " to ") + what);
        }
        if (open.isPresent()) {
            return finish(repository, access, shown, open.get());
        }
        var proposed = propose(access, base);
        // Whoever may write there may have pushed to the branch in between.
        requireOurs(access, proposed, base);
        return finish(repository, access, shown, proposed);
    }

    // Anybody who may push can open one from a branch of that name: what is merged must be the task, and nothing beside it.
    private void requireOurs(RepositoryAccess access, JsonNode pull, String base)
            throws InterruptedException, RefusedException {
        if (!pull.at("/base/ref").asText().equals(base)) {
            throw new RefusedException("the pull request " + address(pull) + " is open, and not into " + base,
                    "look at it, and merge or close it first");
        }
        if (access.onlyChangesWorkflow(pull).filter(workflow -> Step.isDone(task, workflow)).isEmpty()) {
            throw new RefusedException("the pull request " + address(pull) + " is open, and does something else",
                    "look at it, and merge or close it first");
        }
    }

    private JsonNode propose(RepositoryAccess access, String base) throws InterruptedException, RefusedException {
        // Left by a run that was interrupted, or from before a merge: it may be far behind.
        if (access.head(RepositoryAccess.BRANCH).isPresent()) {
            access.deleteBranch();
        }
        var head = access.head(base).orElseThrow(() -> new RefusedException("it has no commit yet", "push something first"));
        var present = access.workflow(base);
        access.branchOff(head);
        if (task == Task.REMOVE) {
            access.remove(task, present);
        } else {
            access.write(task, present);
        }
        return access.propose(task, base);
    }

    private Outcome finish(RepositoryName repository, RepositoryAccess access, JsonNode shown, JsonNode pull)
            throws InterruptedException, RefusedException {
        var text = "pull request " + address(pull);
        var method = method(shown);
        if (pull.path("auto_merge").isObject()) {
            return new Outcome.Done(repository, text + " merges itself once it may", false);
        }
        if (mergesNow) {
            var merged = access.merge(pull, method);
            if (merged.isSuccess()) {
                // GitHub deletes it by itself only where it is set to.
                if (access.head(RepositoryAccess.BRANCH).isPresent()) {
                    access.deleteBranch();
                }
                return new Outcome.Done(repository, text + " is merged", true);
            }
            if (merged.status() == 409) {
                return new Outcome.Refused(repository, text + " got another commit just now, or cannot be merged",
                        "look at it, and run this again");
            }
        }
        var answer = access.mergeWhenAllowed(graphql, pull, method);
        if (answer.isSuccess() && answer.body().path("errors").isEmpty()) {
            return new Outcome.Done(repository, text + " merges itself once it may", false);
        }
        return new Outcome.Done(repository, text + " waits for somebody to merge it", false);
    }

    // The first that the repository's settings allow; they are told to those who may write.
    private static String method(JsonNode shown) {
        return shown.path("allow_squash_merge").asBoolean(false) ? "squash"
                : shown.path("allow_merge_commit").asBoolean(true) ? "merge" : "rebase";
    }

    private static String address(JsonNode pull) {
        return pull.path("html_url").asText();
    }
}
