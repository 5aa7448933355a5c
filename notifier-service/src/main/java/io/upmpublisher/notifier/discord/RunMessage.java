package io.upmpublisher.notifier.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RunState;
import io.upmpublisher.notifier.announce.Announcement.RunEnded;
import io.upmpublisher.notifier.announce.Links;
import io.upmpublisher.notifier.discord.Embed.Colour;
import io.upmpublisher.notifier.discord.Embed.Field;

/** The message about how a revision of a run ended. */
final class RunMessage {

    private static final int SUBJECT = 120;
    private static final int BRANCH = 80;
    private static final int REGISTRY = 60;
    private static final int FAILURE = 1000;

    private final Links links;
    private final ChangelogField changelogs;

    RunMessage(Links links) {
        this.links = links;
        this.changelogs = new ChangelogField(links);
    }

    Embed of(RunEnded ended) {
        var run = ended.outcome();
        var packages = new PackageLines(run);
        var embed = new Embed(colour(run), title(run))
                .author(run.repository().toString())
                .description(description(run, packages))
                .footer("run " + run.run() + revision(run) + " · registry " + DiscordText.plain(run.registry(), REGISTRY),
                        run.finishedAt());
        var about = new ArrayList<Field>();
        ended.changelog().ifPresent(changelog -> about.add(changelogs.of(changelog)));
        about.addAll(facts(run));
        // What is wrong gets all the room that is left.
        var room = embed.left() - about.stream().mapToInt(Field::length).sum();
        return embed.add(packages.troubled(room)).add(about);
    }

    private static Colour colour(PublishCompleted run) {
        return switch (run.state()) {
            case PUBLISHED, NOTHING -> Colour.GREEN;
            case PARTLY -> Colour.AMBER;
            case FAILED -> Colour.RED;
            case QUEUED, RUNNING -> throw new IllegalArgumentException("run " + run.run() + " has not ended");
        };
    }

    private static String title(PublishCompleted run) {
        var counts = run.counts();
        var troubled = counts.failed() + counts.held();
        if (run.state() == RunState.PARTLY) {
            return "⚠️ Published " + packages(counts.published()) + ", but not " + troubled + revision(run);
        }
        if (run.failure().isPresent()) {
            return "❌ The run failed" + revision(run);
        }
        if (run.state() == RunState.FAILED) {
            return "❌ Publishing failed: " + (troubled == 1 ? only(run) : packages(troubled)) + revision(run);
        }
        return "✅ Published " + (counts.published() == 1 ? only(run) : packages(counts.published())) + revision(run);
    }

    private static String description(PublishCompleted run, PackageLines packages) {
        var lines = new ArrayList<String>();
        run.failure().ifPresent(
                fault -> lines.add(Faults.text(fault.code(), fault.cause(), Optional.of(fault.remedy()), FAILURE)));
        var published = packages.published();
        if (!published.isEmpty()) {
            lines.add(published);
        }
        return String.join("\n\n", lines);
    }

    private List<Field> facts(PublishCompleted run) {
        var facts = new ArrayList<Field>();
        facts.add(new Field("Commit", commit(run), false));
        run.author().ifPresent(author -> facts.add(inline("Author", DiscordText.escape(author.value(), 100))));
        facts.add(inline("Packages", counts(run.counts())));
        facts.add(inline("Follow", MaskedLink.to(links.repository(run.repository()), "repository") + " · "
                + MaskedLink.to(links.run(run.run()), "run") + " · " + MaskedLink.to(links.timeline(run.run()), "timeline")));
        return facts;
    }

    private String commit(PublishCompleted run) {
        var shown = run.commit().commit()
                .map(commit -> MaskedLink.to(links.commit(run.repository(), commit), commit.abbreviated()))
                .orElseGet(() -> DiscordText.escape(run.commit().value(), BRANCH));
        var branch = run.branch().map(name -> " on " + DiscordText.escape(name, BRANCH)).orElse("");
        var subject = run.message().map(message -> DiscordText.escape(message.subject(), SUBJECT))
                .filter(text -> !text.isEmpty())
                .map(text -> "\n" + text).orElse("");
        return shown + branch + subject;
    }

    private static String counts(PublishCompleted.Counts counts) {
        var words = new ArrayList<String>();
        add(words, counts.published(), "published");
        add(words, counts.failed(), "failed");
        add(words, counts.held(), "held");
        add(words, counts.skipped(), "skipped");
        return words.isEmpty() ? "none" : String.join(" · ", words);
    }

    private static void add(List<String> words, int count, String word) {
        if (count > 0) {
            words.add(count + " " + word);
        }
    }

    private static String only(PublishCompleted run) {
        return run.packages().stream().filter(report -> switch (report.outcome()) {
            case PUBLISHED, FAILED, HELD -> true;
            case SKIPPED -> false;
        }).findFirst().map(report -> PackageLines.name(report)
                + report.version().map(version -> " " + DiscordText.escape(version.toString(), 32)).orElse(""))
                .orElse("1 package");
    }

    private static String packages(int count) {
        return count == 1 ? "1 package" : count + " packages";
    }

    private static String revision(PublishCompleted run) {
        return run.revision() == 1 ? "" : " (revision " + run.revision() + ")";
    }

    private static Field inline(String name, String value) {
        return new Field(name, value, true);
    }
}
