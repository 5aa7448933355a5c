package io.upmpublisher.torture.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.upmpublisher.testing.github.Release;
import io.upmpublisher.torture.load.Studio;
import io.upmpublisher.torture.subject.Subject;

/** Looks for tags in the repositories, for releases where GitHub would have them, and for what the ledger leaves open. */
final class MarkObserver {

    // Every studio has one package.
    private static final Pattern TAG = Pattern.compile("upm/(\\S+)");
    private static final Pattern EFFECT = Pattern.compile("(?:tag|release):([^#]+)#upm/([^@]+)@[0-9a-f]+");

    private final Subject subject;
    private final List<Studio> studios;
    private final Map<String, List<String>> tags = new HashMap<>();
    private final Map<String, Integer> releases = new HashMap<>();
    private final List<String> strangers = new ArrayList<>();

    private MarkObserver(Subject subject, List<Studio> studios) {
        this.subject = subject;
        this.studios = studios;
    }

    static Marks look(Subject subject, List<Studio> studios) {
        var observer = new MarkObserver(subject, studios);
        studios.forEach(observer::look);
        return new Marks(observer.tags, observer.releases, observer.strangers, observer.unknown());
    }

    private void look(Studio studio) {
        for (var tag : studio.tags()) {
            var nameAndCommit = tag.split(" ", 2);
            version(studio, nameAndCommit[0]).ifPresentOrElse(
                    version -> tags.computeIfAbsent(version, key -> new ArrayList<>()).add(nameAndCommit[1]),
                    () -> strangers.add(studio.repository() + ", tag " + nameAndCommit[0]));
        }
        for (Release release : subject.standIns().gitHub().releases(studio.repository())) {
            version(studio, release.tag()).ifPresentOrElse(version -> releases.merge(version, 1, Integer::sum),
                    () -> strangers.add(studio.repository() + ", release " + release.tag()));
        }
    }

    private Set<String> unknown() {
        var found = new HashSet<String>();
        for (var key : subject.database().texts("select effect_key from changelog.effect where state = 'unknown'")) {
            var effect = EFFECT.matcher(key);
            if (effect.matches()) {
                studios.stream().filter(studio -> studio.repository().equalsIgnoreCase(effect.group(1)))
                        .forEach(studio -> found.add(studio.packageName() + "@" + effect.group(2)));
            }
        }
        return found;
    }

    private static Optional<String> version(Studio studio, String tag) {
        var matcher = TAG.matcher(tag);
        return matcher.matches() ? Optional.of(studio.packageName() + "@" + matcher.group(1)) : Optional.empty();
    }
}
