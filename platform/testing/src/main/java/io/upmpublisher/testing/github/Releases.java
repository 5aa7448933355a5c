package io.upmpublisher.testing.github;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** <a href="https://docs.github.com/rest/releases/releases">Releases</a> of tags that the repositories have, or get by them. */
final class Releases {

    private final Repositories repositories;
    private final List<Release> made = new CopyOnWriteArrayList<>();

    Releases(Repositories repositories) {
        this.repositories = repositories;
    }

    List<Release> of(String repository) {
        return made.stream().filter(release -> release.repository().equals(repository)).toList();
    }

    Answer list(Call call) {
        return Page.of(call, of(call.repository()).reversed(), this::shown);
    }

    Answer byTag(Call call) {
        return shown(find(call.repository(), call.name("tag")));
    }

    Answer byId(Call call) {
        return shown(of(call.repository()).stream().filter(release -> release.id() == call.number("id")).findFirst());
    }

    Answer make(Call call) throws JsonProcessingException {
        var repository = call.repository();
        var body = call.body();
        var tag = body.path("tag_name").asText();
        if (tag.isBlank()) {
            return Answer.invalid("Release", "tag_name", "missing_field", "");
        }
        if (find(repository, tag).isPresent()) {
            return Answer.invalid("Release", "tag_name", "already_exists", "");
        }
        var target = body.path("target_commitish").asText();
        if (!isTagged(repository, tag, target)) {
            return Answer.invalid("Release", "target_commitish", "invalid", "");
        }
        var release = new Release(made.size() + 1, repository, tag, target, body.path("name").asText(),
                body.path("body").asText(), body.path("draft").asBoolean(), body.path("prerelease").asBoolean());
        made.add(release);
        return Answer.of(201, shown(release)).with("Location",
                call.base() + "/repos/" + repository + "/releases/" + release.id());
    }

    private Optional<Release> find(String repository, String tag) {
        return of(repository).stream().filter(release -> release.tag().equals(tag)).findFirst();
    }

    // GitHub sets a tag that is missing: where the target says, else on the default branch.
    private boolean isTagged(String repository, String tag, String target) {
        var git = repositories.git(repository);
        return git.target("refs/tags/" + tag).isPresent()
                || git.commit(target.isEmpty() ? git.defaultBranch() : target)
                        .filter(commit -> git.create("refs/tags/" + tag, commit)).isPresent();
    }

    private Answer shown(Optional<Release> release) {
        return release.map(each -> Answer.ok(shown(each))).orElseGet(Answer::notFound);
    }

    private ObjectNode shown(Release release) {
        return Answer.object().put("id", release.id()).put("tag_name", release.tag())
                .put("target_commitish", release.target()).put("name", release.name()).put("body", release.text())
                .put("draft", release.isDraft()).put("prerelease", release.isPrerelease())
                .put("html_url", repositories.page(release.repository(), "/releases/tag/" + release.tag()));
    }
}
