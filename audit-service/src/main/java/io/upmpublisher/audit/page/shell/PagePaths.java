package io.upmpublisher.audit.page.shell;

import java.util.Locale;
import java.util.Set;

/**
 * Which paths are pages. Only on these a session counts: a list of what is a page, not of what is none, so that no path gets
 * cookies by oversight.
 */
public final class PagePaths {

    public static final String HOME = "/";
    public static final String SIGN_IN = "/sign-in";
    public static final String SIGN_OUT = "/sign-out";
    public static final String REPOSITORIES = "/repositories";

    private static final Set<String> SECTIONS = Set.of(REPOSITORIES);
    private static final Set<String> FOR_MACHINES = Set.of("/api", "/q", "/repos", "/webhooks");

    private PagePaths() {
    }

    /**
     * @param path normalised
     */
    public static boolean isPage(String path) {
        return path.equals(SIGN_IN) || isForSession(path);
    }

    /** Whether a session is looked for. */
    public static boolean isForSession(String path) {
        return path.equals(HOME) || path.equals(SIGN_OUT) || isUnder(SECTIONS, path);
    }

    /** Whether whoever asks for it reads the answer, also where there is nothing. */
    public static boolean isForPeople(String path, String accept) {
        return isPage(path) || !isUnder(FOR_MACHINES, path) && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /**
     * Where to go after signing in: a page of ours, whatever the request says.
     *
     * @param wish path and query, as they were asked for before
     */
    public static String landing(String wish) {
        var end = wish.indexOf('?');
        var path = end < 0 ? wish : wish.substring(0, end);
        var isPlain = wish.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\') && !path.contains("//")
                && !path.contains("..") && !path.contains(";") && !path.contains("%");
        return isPlain && isUnder(SECTIONS, path) ? wish : HOME;
    }

    private static boolean isUnder(Set<String> folders, String path) {
        return folders.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }
}
