package io.upmpublisher.ingress.head;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.upmpublisher.events.CommitId;

/**
 * The branches of a repository to compare.
 *
 * @param patterns what they fit
 * @param names those that are there, and those that may come by the very name. One that came by a pattern and is gone is not
 *        among them: made anew it is another branch
 * @param flaw why not all that should be are, a sentence
 */
record WantedBranches(List<String> patterns, Set<String> names, Map<String, CommitId> heads, Optional<String> flaw) {

    /**
     * Where more branches fit than may, only those that are named in full are looked after. Some of the others would be no
     * help:
     * which ones would change with every branch that comes or goes, and each that moves up would look new.
     */
    static WantedBranches of(List<String> patterns, Map<String, CommitId> found, int atMost) {
        var named = patterns.stream().filter(pattern -> pattern.indexOf('*') < 0).toList();
        var names = new TreeSet<>(named);
        if (found.size() > atMost) {
            return new WantedBranches(named, names, found, Optional.of("TOO_MANY_BRANCHES: " + found.size()
                    + " branches fit what is to be published, and at most " + atMost
                    + " are compared; now only those are that are named in full. Give patterns that fit fewer."));
        }
        names.addAll(found.keySet());
        return new WantedBranches(patterns, names, found, Optional.empty());
    }

    /** Empty where there is no such branch. */
    Optional<CommitId> head(String name) {
        return Optional.ofNullable(heads.get(name));
    }
}
