package io.upmpublisher.torture.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.upmpublisher.torture.check.Finding.Kind;
import io.upmpublisher.torture.load.Push;

/** Holds what was sent against what is there. */
public final class Checker {

    /** What the audit must tell of each run, once. */
    static final List<String> STORY = List.of("publish.requested", "publish.completed", "changelog.completed",
            "notification.completed");

    private final World world;
    private final List<Finding> findings = new ArrayList<>();

    private Checker(World world) {
        this.world = world;
    }

    /** Finds everything that is lost, doubled or left open. */
    public static List<Finding> check(List<Push> pushes, World world) {
        var checker = new Checker(world);
        pushes.forEach(checker::check);
        world.strangers().forEach(run -> checker.find(Kind.DUPLICATE, run, "nobody pushed anything for it"));
        world.marks().strangers().forEach(mark -> checker.find(Kind.DUPLICATE, mark, "it is of no version"));
        return List.copyOf(checker.findings);
    }

    private void check(Push push) {
        for (var delivery : push.takenDeliveries()) {
            if (!world.decisions().containsKey(delivery)) {
                find(Kind.LOST, push, "delivery " + delivery + " was answered 2xx, and ingress does not have it");
            }
        }
        var runs = runsOf(push);
        if (runs.size() > 1) {
            find(Kind.DUPLICATE, push, "it was accepted as " + runs.size() + " runs");
        }
        if (runs.isEmpty()) {
            checkNothingHappened(push);
        } else {
            checkEffects(push, runs.iterator().next());
        }
    }

    private Set<UUID> runsOf(Push push) {
        return push.deliveries().stream().map(world.decisions()::get).filter(java.util.Objects::nonNull)
                .flatMap(decision -> decision.run().stream()).collect(Collectors.toSet());
    }

    private void checkNothingHappened(Push push) {
        if (push.isTaken()) {
            find(Kind.LOST, push, "it was answered 2xx, and no run was made of it");
        }
        if (puts(push) > 0) {
            find(Kind.DUPLICATE, push, "it was published, and ingress knows of no request for it");
        }
        checkUnmarked(push, push.toString());
    }

    private void checkEffects(Push push, UUID run) {
        var about = push + ", run " + run;
        if (!world.versions().getOrDefault(push.packageName(), Set.of()).contains(push.version())) {
            find(Kind.LOST, about, "the registry does not serve it");
        }
        once(about, "publish that took effect", puts(push));
        once(about, "changelog commit", world.commits().getOrDefault(run, 0));
        once(about, "changelog entry", world.headings().getOrDefault(push.toString(), 0));
        checkMessage(about, run);
        checkMarks(push, about);
        var records = world.records().getOrDefault(run, Map.of());
        STORY.forEach(type -> once(about, "record of " + type, records.getOrDefault(type, 0)));
    }

    private void checkMessage(String about, UUID run) {
        var messages = world.messages().getOrDefault(run, 0);
        if (world.notifications().getOrDefault(run, "").equals("unknown")) {
            find(Kind.UNKNOWN, about, "whether the chat got its message (it got " + messages + ")");
            if (messages > 1) {
                find(Kind.DUPLICATE, about, messages + " messages");
            }
        } else {
            once(about, "message", messages);
        }
    }

    private void checkMarks(Push push, String about) {
        if (push.markedAt().isEmpty()) {
            checkUnmarked(push, about);
            return;
        }
        var commit = push.markedAt().get();
        var tags = world.marks().tagsOf(push.toString());
        var releases = world.marks().releasesOf(push.toString());
        if (world.marks().unknown().contains(push.toString())) {
            find(Kind.UNKNOWN, about, "whether it has its marks (there are %d tags and %d releases)".formatted(tags.size(),
                    releases));
            if (releases > 1) {
                find(Kind.DUPLICATE, about, releases + " times a release");
            }
        } else {
            once(about, "tag", tags.size());
            once(about, "release", releases);
        }
        tags.stream().filter(tagged -> !tagged.equals(commit)).forEach(tagged -> find(Kind.BROKEN, about,
                "its tag is on " + tagged + ", and it was published from " + commit));
    }

    private void checkUnmarked(Push push, String about) {
        var tags = world.marks().tagsOf(push.toString()).size();
        var releases = world.marks().releasesOf(push.toString());
        if (tags + releases > 0) {
            find(Kind.DUPLICATE, about, "nobody asked for its %d tags and %d releases".formatted(tags, releases));
        }
    }

    private int puts(Push push) {
        return world.puts().getOrDefault(push.toString(), 0);
    }

    private void once(String about, String what, int times) {
        if (times == 0) {
            find(Kind.LOST, about, "no " + what);
        } else if (times > 1) {
            find(Kind.DUPLICATE, about, times + " times a " + what);
        }
    }

    private void find(Kind kind, Object about, String what) {
        findings.add(new Finding(kind, about.toString(), what));
    }
}
