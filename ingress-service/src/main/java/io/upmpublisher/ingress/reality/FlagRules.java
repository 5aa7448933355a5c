package io.upmpublisher.ingress.reality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.BranchPattern;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.ingress.reality.Flag.Source;

/** What is flagged about a repository, as it was last seen. */
final class FlagRules {

    private static final int NEVER = 0;
    private static final int AT_ONCE = 1;
    // A repository that is registered before it is made, or moved while somebody looks, is no news.
    private static final int SEEN_TWICE = 2;
    // With the pauses between looks, after about a quarter of an hour.
    private static final int OUTLASTS_AN_OUTAGE = 5;

    private final RepositoryName repository;
    private final List<String> publishingBranches;
    private final List<Flag> flags = new ArrayList<>();

    private FlagRules(RepositoryName repository, List<String> publishingBranches) {
        this.repository = repository;
        this.publishingBranches = publishingBranches;
    }

    static List<Flag> flags(RepositoryName repository, List<String> publishingBranches, Optional<RepositoryProbed> probe,
            Optional<HostView> host) {
        var rules = new FlagRules(repository, publishingBranches);
        host.ifPresent(view -> rules.judge(view, probe));
        probe.ifPresent(rules::judge);
        return List.copyOf(rules.flags);
    }

    private void judge(HostView host, Optional<RepositoryProbed> probe) {
        if (host.state() == HostView.State.MISSING) {
            missing(probe);
            return;
        }
        host.renamedTo(repository).ifPresent(now -> flag("REPOSITORY_RENAMED", repository + " is called " + now + " now.",
                "Register " + now + " with the same settings and remove " + repository
                        + ": its pushes come under the new name, which nobody listens to.",
                AT_ONCE));
        if (host.archived()) {
            flag("REPOSITORY_ARCHIVED", repository + " is archived on GitHub: nobody can push to it.",
                    "Set its status to skip, or unarchive it.", AT_ONCE);
        }
        if (host.disabled()) {
            flag("REPOSITORY_DISABLED", "GitHub has disabled " + repository + ".",
                    "Ask the owner of the repository, or GitHub's support; set its status to skip until then.", AT_ONCE);
        }
        host.defaultBranch().ifPresent(now -> host.defaultBranchBefore().ifPresent(before -> defaultBranch(before, now)));
    }

    // Git is the better witness: a token may read contents that GitHub's API does not show it.
    private void missing(Optional<RepositoryProbed> probe) {
        if (probe.filter(RepositoryProbed::wasRead).isPresent()) {
            flag("GITHUB_ACCESS_INCOMPLETE", "GitHub's API shows no " + repository + " to the credential, though git reads it.",
                    "Give the credential the right to read the repository's metadata.", NEVER);
        } else {
            flag("REPOSITORY_GONE", "GitHub has no repository " + repository + ", or none that the credential may see.",
                    "Remove it here if it was deleted; else give the credential access to it.", SEEN_TWICE);
        }
    }

    private void defaultBranch(String before, String now) {
        if (BranchPattern.anyMatches(publishingBranches, before) && !BranchPattern.anyMatches(publishingBranches, now)) {
            flag("DEFAULT_BRANCH_CHANGED",
                    "The default branch of " + repository + " was changed from " + before + " to " + now
                            + ", which is none of its publishing branches.",
                    "Add " + now + " to the repository's branches, if its pushes are to publish.", AT_ONCE);
        }
    }

    private void judge(RepositoryProbed probe) {
        probe.fault().ifPresent(fault -> add(fault, fault.retryHelps() ? OUTLASTS_AN_OUTAGE : SEEN_TWICE));
        probe.findings().forEach(finding -> add(finding, NEVER));
    }

    private void add(Fault fault, int alarmAt) {
        if (flags.stream().noneMatch(flag -> flag.code().equals(fault.code()))) {
            flags.add(Flag.of(Source.PROBE, fault.code(), fault.cause(), fault.remedy(), alarmAt));
        }
    }

    private void flag(String code, String cause, String remedy, int alarmAt) {
        flags.add(Flag.of(Source.GITHUB, code, cause, remedy, alarmAt));
    }
}
