package io.upmpublisher.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.upmpublisher.torture.check.Finding.Kind;
import io.upmpublisher.torture.load.Push;
import io.upmpublisher.torture.load.Push.Answer;

class CheckerTest {

    private static final UUID RUN = UUID.fromString("01a21dc9-4958-7eca-9944-f240ef205d02");
    private static final String VERSION = "com.studio.core@1.0.1";
    private static final String COMMIT = "5e1f".repeat(10);
    private static final Optional<String> MARKED = Optional.of(COMMIT);

    private final Push push = Push.of("studio/game", "com.studio.core", "1.0.1", MARKED, new Answer("first", 202));
    private final Map<String, World.Decision> decisions = new HashMap<>(
            Map.of("first", new World.Decision("ACCEPTED", "ACCEPTED", Optional.of(RUN))));
    private final Map<String, Set<String>> versions = new HashMap<>(Map.of("com.studio.core", Set.of("1.0.1")));
    private final Map<String, Integer> puts = new HashMap<>(Map.of(VERSION, 1));
    private final Map<UUID, Integer> commits = new HashMap<>(Map.of(RUN, 1));
    private final Map<String, Integer> headings = new HashMap<>(Map.of(VERSION, 1));
    private final Map<UUID, Integer> messages = new HashMap<>(Map.of(RUN, 1));
    private final Map<String, Integer> records = new HashMap<>(Map.of("publish.requested", 1, "publish.completed", 1,
            "changelog.completed", 1, "notification.completed", 1));
    private final Map<UUID, String> notifications = new HashMap<>(Map.of(RUN, "sent"));
    private final Map<String, List<String>> tags = new HashMap<>(Map.of(VERSION, List.of(COMMIT)));
    private final Map<String, Integer> releases = new HashMap<>(Map.of(VERSION, 1));
    private final Set<String> unknownMarks = new HashSet<>();
    private final List<String> strangeMarks = new ArrayList<>();

    @Test
    void findsNothingWhereEverythingHappenedOnce() {
        assertThat(check(push)).isEmpty();
    }

    @Test
    void findsVersionThatTheRegistryLacks() {
        versions.clear();
        puts.clear();

        assertThat(check(push)).extracting(Finding::kind).containsExactly(Kind.LOST, Kind.LOST);
    }

    @Test
    void findsDeliveryThatWasTakenAndIsNotStored() {
        var twice = Push.of("studio/game", "com.studio.core", "1.0.1", MARKED, new Answer("first", 202),
                new Answer("second", 200));

        assertThat(check(twice)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.LOST);
            assertThat(finding.what()).contains("second");
        });
    }

    @Test
    void findsPushThatWasTakenAndLedToNoRun() {
        decisions.put("first", new World.Decision("IGNORED", "DUPLICATE_REQUEST", Optional.empty()));
        puts.clear();
        unmark();

        assertThat(check(push)).extracting(Finding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void findsNothingAboutPushThatWasRefusedAndLeftNothing() {
        decisions.clear();
        puts.clear();
        unmark();

        assertThat(check(Push.of("studio/game", "com.studio.core", "1.0.1", MARKED, new Answer("first", 503)))).isEmpty();
    }

    @Test
    void findsPublishThatNobodyAskedFor() {
        decisions.clear();
        unmark();

        assertThat(check(Push.of("studio/game", "com.studio.core", "1.0.1", MARKED, new Answer("first", 503))))
                .extracting(Finding::kind).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void findsEverythingThatHappenedTwice() {
        puts.put(VERSION, 2);
        commits.put(RUN, 2);
        headings.put(VERSION, 2);
        messages.put(RUN, 2);
        records.put("publish.completed", 2);
        tags.put(VERSION, List.of(COMMIT, COMMIT));
        releases.put(VERSION, 2);

        assertThat(check(push)).hasSize(7).extracting(Finding::kind).containsOnly(Kind.DUPLICATE);
    }

    @Test
    void findsEverythingThatIsMissing() {
        commits.clear();
        headings.clear();
        messages.clear();
        records.clear();
        unmark();

        assertThat(check(push)).hasSize(9).extracting(Finding::kind).containsOnly(Kind.LOST);
    }

    @Test
    void takesMessageThatNobodyCanTellOfForUnknownWhetherItCameOrNot() {
        notifications.put(RUN, "unknown");
        assertThat(check(push)).extracting(Finding::kind).containsExactly(Kind.UNKNOWN);

        messages.clear();
        assertThat(check(push)).extracting(Finding::kind).containsExactly(Kind.UNKNOWN);

        messages.put(RUN, 2);
        assertThat(check(push)).extracting(Finding::kind).containsExactly(Kind.UNKNOWN, Kind.DUPLICATE);
    }

    @Test
    void findsPushThatWasAcceptedAsTwoRuns() {
        decisions.put("second", new World.Decision("ACCEPTED", "ACCEPTED", Optional.of(UUID.randomUUID())));
        var twice = Push.of("studio/game", "com.studio.core", "1.0.1", MARKED, new Answer("first", 202),
                new Answer("second", 202));

        assertThat(check(twice)).extracting(Finding::kind).contains(Kind.DUPLICATE);
    }

    @Test
    void findsTagThatIsOnAnotherCommit() {
        tags.put(VERSION, List.of("0bad".repeat(10)));

        assertThat(check(push)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.BROKEN);
            assertThat(finding.what()).contains("0bad", COMMIT);
        });
    }

    @Test
    void findsMarksThatNobodyAskedFor() {
        var unmarked = Push.of("studio/game", "com.studio.core", "1.0.1", Optional.empty(), new Answer("first", 202));
        strangeMarks.add("studio/game, tag v1");

        assertThat(check(unmarked)).extracting(Finding::kind).containsExactly(Kind.DUPLICATE, Kind.DUPLICATE);
        strangeMarks.clear();
        unmark();
        assertThat(check(unmarked)).isEmpty();
    }

    @Test
    void listsMarksThatNobodyCanTellOf() {
        unknownMarks.add(VERSION);
        releases.clear();

        assertThat(check(push)).extracting(Finding::kind).containsExactly(Kind.UNKNOWN);
    }

    private void unmark() {
        tags.clear();
        releases.clear();
    }

    private List<Finding> check(Push pushed) {
        return Checker.check(List.of(pushed), new World(decisions, versions, puts, commits, headings, messages,
                Map.of(RUN, records), notifications, new Marks(tags, releases, strangeMarks, unknownMarks), List.of(),
                List.of(), 0, List.of()));
    }
}
