package io.upmpublisher.notifier.discord;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.notifier.announce.Links;
import io.upmpublisher.notifier.discord.Embed.Field;

/** Where a run's changelog is, and how it begins. */
final class ChangelogField {

    private static final int ROOM = 800;
    private static final int LINES = 8;
    private static final int LINE = 200;
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern BULLET = Pattern.compile("[-*+]\\s+(.*)");

    private final Links links;

    ChangelogField(Links links) {
        this.links = links;
    }

    Field of(ChangelogCompleted changelog) {
        var lines = new ArrayList<String>();
        changelog.commit().ifPresent(commit -> lines.add(
                MaskedLink.to(links.commit(changelog.repository(), commit), commit.abbreviated())));
        changelog.pullRequest().flatMap(ChangelogField::pullRequest).ifPresent(lines::add);
        changelog.failure().ifPresent(fault -> lines.add("Not written: "
                + Faults.text(fault.code(), fault.cause(), Optional.empty(), ROOM / 2)));
        var room = ROOM - String.join("\n", lines).length();
        for (var line : excerpt(changelog.packages())) {
            room -= line.length() + 1;
            if (room < DiscordText.CUT.length() + 1) {
                lines.add(DiscordText.CUT);
                break;
            }
            lines.add(line);
        }
        return new Field("Changelog", lines.isEmpty() ? "Nothing was written." : String.join("\n", lines), false);
    }

    private static Optional<String> pullRequest(URI uri) {
        var scheme = String.valueOf(uri.getScheme());
        return scheme.equals("https") || scheme.equals("http") ? Optional.of(MaskedLink.to(uri.toString(), "pull request"))
                : Optional.empty();
    }

    private static List<String> excerpt(List<Entry> entries) {
        var lines = new ArrayList<String>();
        for (var entry : entries) {
            if (entries.size() > 1) {
                lines.add("**" + DiscordText.escape(entry.name() + " " + entry.version(), LINE) + "**");
            }
            entry.entry().lines().map(String::strip).filter(line -> !line.isEmpty()).limit(LINES).map(ChangelogField::line)
                    .forEach(lines::add);
        }
        return lines.size() <= LINES ? lines : withCut(lines.subList(0, LINES));
    }

    private static List<String> withCut(List<String> lines) {
        var cut = new ArrayList<>(lines);
        cut.add(DiscordText.CUT);
        return cut;
    }

    private static String line(String markdown) {
        var heading = HEADING.matcher(markdown);
        if (heading.matches()) {
            return "**" + DiscordText.escape(heading.group(1), LINE) + "**";
        }
        var bullet = BULLET.matcher(markdown);
        return bullet.matches() ? "• " + DiscordText.escape(bullet.group(1), LINE) : DiscordText.escape(markdown, LINE);
    }
}
