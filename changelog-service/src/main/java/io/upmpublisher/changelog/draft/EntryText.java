package io.upmpublisher.changelog.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

import io.upmpublisher.events.CommitId;

/** Writes bullets down as Keep a Changelog has them. */
final class EntryText {

    private static final int MAX_BULLETS = 60;
    private static final int MAX_CITED = 5;
    private static final String NOTHING_TOLD = """
            ### Changed

            - Maintenance release: no commit describes a change beyond the version.""";

    private EntryText() {
    }

    static String of(List<Bullet> bullets) {
        if (bullets.isEmpty()) {
            return NOTHING_TOLD;
        }
        var merged = merged(bullets);
        var shown = merged.subList(0, Math.min(MAX_BULLETS, merged.size()));
        var text = Arrays.stream(Section.values())
                .map(section -> shown.stream().filter(bullet -> bullet.section() == section).map(EntryText::line).toList()
                        .stream().collect(Collectors.joining("\n", "### " + section.title() + "\n\n", "")))
                .filter(block -> block.contains("\n- ")).collect(Collectors.joining("\n\n"));
        var left = merged.size() - shown.size();
        return left == 0 ? text : text + "\n\nAnd " + left + " more; see the history of the repository.";
    }

    /** What was said twice is said once, with all that it comes from; what breaks comes first. */
    private static List<Bullet> merged(List<Bullet> bullets) {
        var byText = new LinkedHashMap<List<Object>, Bullet>();
        bullets.forEach(bullet -> byText.merge(List.of(bullet.section(), bullet.text()), bullet, EntryText::both));
        var merged = new ArrayList<>(byText.values());
        merged.sort((left, right) -> Boolean.compare(right.breaking(), left.breaking()));
        return merged;
    }

    private static Bullet both(Bullet left, Bullet right) {
        var commits = new LinkedHashSet<>(left.commits());
        commits.addAll(right.commits());
        return new Bullet(left.section(), left.breaking() || right.breaking(), left.text(), List.copyOf(commits));
    }

    private static String line(Bullet bullet) {
        var cited = bullet.commits().stream().limit(MAX_CITED).map(CommitId::abbreviated).collect(Collectors.joining(", "));
        return "- " + (bullet.breaking() ? "**Breaking:** " : "") + PlainText.escaped(bullet.text()) + " (" + cited
                + (bullet.commits().size() > MAX_CITED ? ", …" : "") + ")";
    }
}
