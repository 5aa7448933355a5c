package io.upmpublisher.notifier.announce;

import java.net.URI;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;

/** Addresses for messages. */
public record Links(URI gitBaseUrl, URI publisher, URI audit) {

    public String repository(RepositoryName repository) {
        return at(gitBaseUrl, "/" + repository);
    }

    public String commit(RepositoryName repository, CommitId commit) {
        return at(gitBaseUrl, "/" + repository + "/commit/" + commit);
    }

    public String run(RunId run) {
        return at(publisher, "/api/runs/" + run);
    }

    public String timeline(RunId run) {
        return at(audit, "/api/audit/runs/" + run);
    }

    private static String at(URI base, String path) {
        var text = base.toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path;
    }
}
