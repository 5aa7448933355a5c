package io.upmpublisher.ingress.repository;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.events.BranchPattern;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryStatus;

/**
 * What operators decide about a repository.
 *
 * @param branches whose pushes publish: names, or patterns as in {@code release/*}
 * @param registry the configured name of the registry to publish to
 * @param maintenanceLines lines below the newest that may still be published, as in {@code 1.x}
 * @param stopOn codes of the publisher's warnings that stop a package; which there are is the publisher's affair
 * @param dispatcherEnabled whether the dispatcher workflow is installed, where somebody said so
 */
record Settings(RepositoryStatus status, RepositoryMode mode, List<String> branches, String registry,
        List<String> maintenanceLines, List<String> stopOn, Marks marks, Optional<String> note,
        Optional<Boolean> dispatcherEnabled) {

    /**
     * How published versions are marked in the repository.
     *
     * @param tags whether they get git tags
     * @param releases whether they get releases on GitHub, which need tags, too
     */
    record Marks(boolean tags, boolean releases) {
        static final Marks NONE = new Marks(false, false);
    }

    static final List<String> DEFAULT_BRANCHES = List.of("master", "main");
    static final String DEFAULT_REGISTRY = "default";

    private static final int MAX_BRANCHES = 50;
    private static final int MAX_NOTE = 2_000;
    private static final Pattern REGISTRY = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?");
    private static final int MAX_CODES = 50;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*");
    private static final int MAX_CODE = 60;
    private static final Pattern LINE = Pattern.compile("\\d{1,9}\\.(?:x|\\d{1,9}\\.x)");

    Settings {
        branches = branches.stream().map(branch -> new BranchPattern(branch).value()).distinct().toList();
        maintenanceLines = List.copyOf(maintenanceLines);
        stopOn = stopOn.stream().distinct().toList();
        if (branches.isEmpty() || branches.size() > MAX_BRANCHES) {
            throw new InvalidValueException("branches", "there are 1 to 50 of them");
        }
        if (!REGISTRY.matcher(registry).matches()) {
            throw new InvalidValueException("registry", "it is the configured name of a registry, not its URL");
        }
        if (maintenanceLines.size() > MAX_BRANCHES || !maintenanceLines.stream().allMatch(LINE.asMatchPredicate())) {
            throw new InvalidValueException("maintenanceLines", "each is written 1.x or 2.3.x, at most 50 of them");
        }
        if (stopOn.size() > MAX_CODES || !stopOn.stream().allMatch(Settings::isCode)) {
            throw new InvalidValueException("stopOn", "each is the code of a warning, as in META_MISSING, at most 50 of them");
        }
        if (!note.map(Settings::isNote).orElse(true)) {
            throw new InvalidValueException("note", "it is plain text of at most 2,000 characters");
        }
    }

    Settings with(RepositoryStatus other) {
        return new Settings(other, mode, branches, registry, maintenanceLines, stopOn, marks, note, dispatcherEnabled);
    }

    static boolean isNote(String text) {
        return text.length() <= MAX_NOTE && text.chars().noneMatch(c -> c < ' ' && c != '\n' || c == 0x7f);
    }

    private static boolean isCode(String text) {
        return text.length() <= MAX_CODE && CODE.matcher(text).matches();
    }

    static Settings of(RepositoryStatus status) {
        return new Settings(status, RepositoryMode.PUBLISH, DEFAULT_BRANCHES, DEFAULT_REGISTRY, List.of(), List.of(),
                Marks.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
