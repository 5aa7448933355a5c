package io.upmpublisher.ingress.request;

/**
 * What a push says about the files it changed. GitHub caps its lists without saying so
 * (https://docs.github.com/en/webhooks/webhook-events-and-payloads#push), so they prove something only when they are too short
 * to have been capped.
 */
final class ListedFiles {

    private static final int MAX_COMMITS = 2_048;
    private static final int MAX_FILES = 50;
    private static final String MANIFEST = "package.json";

    private ListedFiles() {
    }

    /** Whether the lists prove that no package's manifest was touched. */
    static boolean proveNoPackageOf(Push push) {
        return areComplete(push) && push.commits().stream().flatMap(commit -> commit.files().orElseThrow().stream())
                .noneMatch(file -> file.equals(MANIFEST) || file.endsWith("/" + MANIFEST));
    }

    private static boolean areComplete(Push push) {
        return push.before().isPresent() && !push.forced() && !push.commits().isEmpty() && push.commits().size() < MAX_COMMITS
                && push.commits().stream().allMatch(
                        commit -> commit.files().filter(files -> !files.isEmpty() && files.size() <= MAX_FILES).isPresent());
    }
}
