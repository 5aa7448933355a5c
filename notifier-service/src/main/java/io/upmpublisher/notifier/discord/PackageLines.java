package io.upmpublisher.notifier.discord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.notifier.discord.Embed.Field;

/** The packages of a run that are news: what is wrong first, and no more of them than anyone reads. */
final class PackageLines {

    private static final int SHOWN = 10;
    private static final int NAME = 80;
    private static final int VERSION = 32;
    private static final int SHORTEST_FIELD = 200;

    private final List<PackageReport> troubled;
    private final List<PackageReport> published;
    private final List<PackageReport> shownTroubled;
    private final List<PackageReport> shownPublished;

    PackageLines(PublishCompleted run) {
        troubled = run.packages().stream()
                .filter(report -> report.outcome() == PackageOutcome.FAILED || report.outcome() == PackageOutcome.HELD)
                .sorted(Comparator.comparing(PackageReport::outcome)).toList();
        published = run.packages().stream().filter(report -> report.outcome() == PackageOutcome.PUBLISHED).toList();
        shownTroubled = troubled.stream().limit(SHOWN).toList();
        shownPublished = published.stream().limit(SHOWN - shownTroubled.size()).toList();
    }

    /** One line for each published package, and one for all that are not shown. */
    String published() {
        var lines = new ArrayList<>(shownPublished.stream().map(PackageLines::line).toList());
        var rest = new ArrayList<String>();
        addCount(rest, published.size() - shownPublished.size(), "published");
        addCount(rest, troubled.size() - shownTroubled.size(), "failed or held");
        if (!rest.isEmpty()) {
            lines.add("… and " + String.join(", ", rest) + " more");
        }
        return String.join("\n", lines);
    }

    /** One field for each package that failed or is held, all of them in the room that there is. */
    List<Field> troubled(int room) {
        if (shownTroubled.isEmpty()) {
            return List.of();
        }
        var share = Math.min(room / shownTroubled.size(), Embed.FIELD_VALUE);
        return share < SHORTEST_FIELD ? List.of() : shownTroubled.stream().map(report -> field(report, share)).toList();
    }

    /** How a package is called: by the path of its manifest where that gives no valid name. */
    static String name(PackageReport report) {
        var name = DiscordText.escape(report.name().map(Object::toString).orElse(report.path()), NAME);
        return name.isEmpty() ? "package" : name;
    }

    private static Field field(PackageReport report, int share) {
        var name = name(report) + report.version().map(version -> " " + shown(version)).orElse("") + " "
                + report.outcome().name().toLowerCase(Locale.ROOT);
        return new Field(name, Faults.text(report.code(), report.cause(), report.remedy(), share - name.length()), false);
    }

    private static String line(PackageReport report) {
        var version = report.version();
        if (version.isEmpty()) {
            return "**" + name(report) + "**";
        }
        var change = Change.between(report.oldVersion(), version.get());
        return "**" + name(report) + "** " + report.oldVersion().map(old -> shown(old) + " → ").orElse("")
                + shown(version.get())
                + " · " + change.name().toLowerCase(Locale.ROOT);
    }

    private static String shown(Object version) {
        return DiscordText.escape(version.toString(), VERSION);
    }

    private static void addCount(List<String> counts, int count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }
}
