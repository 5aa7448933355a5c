package io.upmpublisher.publisher.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A repository at a host that npm knows, with the addresses that npm derives from it: hosted-git-info 9
 * (https://github.com/npm/hosted-git-info).
 *
 * @param owner null for a gist without one
 * @param fragment what follows {@code #}, often a branch or tag
 * @param written how it was written: {@code shortcut}, {@code sshurl}, or the URL's scheme
 */
record HostedRepository(Host host, @Nullable String owner, String project, String fragment, String login, String written) {

    enum Host {
        GITHUB("github.com", "tree", Set.of("git", "http", "git+ssh", "git+https", "ssh", "https")),
        BITBUCKET("bitbucket.org", "src", Set.of("git+ssh", "git+https", "ssh", "https")),
        GITLAB("gitlab.com", "tree", Set.of("git+ssh", "git+https", "ssh", "https")),
        GIST("gist.github.com", "", Set.of("git", "git+ssh", "git+https", "ssh", "https")),
        SOURCEHUT("git.sr.ht", "tree", Set.of("git+ssh", "https"));

        private final String domain;
        private final String treePath;
        private final Set<String> schemes;

        Host(String domain, String treePath, Set<String> schemes) {
            this.domain = domain;
            this.treePath = treePath;
            this.schemes = schemes;
        }

        private String shortcut() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Set<String> SCHEMES = Set.of("git+ssh", "ssh", "git+https", "git", "http", "https", "git+http");
    private static final Set<String> WITH_LOGIN = Set.of("git+https", "git", "http", "https", "git+http");
    private static final Map<String, String> WRITTEN = Map.of("git+ssh", "sshurl", "ssh", "sshurl", "git+https", "https");
    private static final Pattern SHORTHAND = Pattern.compile("[^\\s/.@:#][^\\s/@:#]*/[^\\s/@:#]+(?:#.*)?", Pattern.DOTALL);

    static Optional<HostedRepository> parse(String address) {
        var url = SHORTHAND.matcher(address).matches() ? "github:" + address : address;
        var corrected = withScheme(url);
        return WebUrl.parse(corrected).or(() -> WebUrl.parse(fromScp(corrected))).flatMap(HostedRepository::of);
    }

    /** As npm writes the address of a dependency. */
    String canonical() {
        return switch (written) {
            case "shortcut" -> host.shortcut() + ":" + (owner == null ? "" : owner + "/") + project + hash();
            case "https" -> https();
            case "git" -> "git://" + at(login) + path("/") + hash();
            default -> "git+ssh://git@" + path("/") + hash();
        };
    }

    /** As npm writes the address of a manifest's repository. */
    String repositoryUrl() {
        return written.equals("shortcut") ? https() : canonical();
    }

    Optional<String> bugs() {
        return switch (host) {
            case SOURCEHUT -> Optional.empty();
            case GIST -> Optional.of("https://" + host.domain + "/" + project);
            case GITHUB, BITBUCKET, GITLAB -> Optional.of(page() + "/issues");
        };
    }

    String homepage() {
        var tree = fragment.isEmpty() ? ""
                : "/" + (host.treePath.isEmpty() ? "" : host.treePath + "/") + WebUrl.encode(fragment);
        return page() + tree + (host == Host.GIST ? "" : "#readme");
    }

    private String https() {
        return switch (host) {
            case SOURCEHUT -> page() + hash();
            case GIST -> "git+https://" + path("/") + hash();
            case GITHUB, BITBUCKET, GITLAB -> "git+https://" + at(login) + path("/") + hash();
        };
    }

    private String page() {
        return "https://" + host.domain + "/" + (host == Host.GIST ? "" : owner + "/") + project;
    }

    private String path(String separator) {
        return host.domain + separator + (host == Host.GIST ? "" : owner + "/") + project + ".git";
    }

    private String hash() {
        return fragment.isEmpty() ? "" : "#" + fragment;
    }

    private static String at(String login) {
        return login.isEmpty() ? "" : login + "@";
    }

    private static Optional<HostedRepository> of(WebUrl url) {
        for (var host : Host.values()) {
            if (url.scheme().equals(host.shortcut())) {
                return fromShortcut(host, url);
            }
        }
        var domain = url.host().startsWith("www.") ? url.host().substring(4) : url.host();
        for (var host : Host.values()) {
            if (domain.equals(host.domain)) {
                return host.schemes.contains(url.scheme()) ? fromUrl(host, url) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<HostedRepository> fromShortcut(Host host, WebUrl url) {
        var path = url.path().startsWith("/") ? url.path().substring(1) : url.path();
        path = path.substring(path.indexOf('@') + 1);
        var slash = path.lastIndexOf('/');
        return create(host, slash < 0 ? "" : path.substring(0, slash), path.substring(slash + 1), after(url.hash()), "",
                "shortcut");
    }

    private static Optional<HostedRepository> fromUrl(Host host, WebUrl url) {
        var login = WITH_LOGIN.contains(url.scheme()) ? url.user() + (url.password().isEmpty() ? "" : ":" + url.password())
                : "";
        var written = WRITTEN.getOrDefault(url.scheme(), url.scheme());
        var path = url.path().startsWith("/") ? url.path().substring(1) : url.path();
        if (host == Host.GITLAB) {
            var slash = path.lastIndexOf('/');
            return path.contains("/-/") || path.contains("/archive.tar.gz") || slash <= 0 ? Optional.empty()
                    : create(host, path.substring(0, slash), path.substring(slash + 1), after(url.hash()), login, written);
        }
        var segments = Arrays.copyOf(path.split("/", -1), 4);
        var more = segments[2] == null ? "" : segments[2];
        var refused = switch (host) {
            case GITHUB -> !more.isEmpty() && !more.equals("tree");
            case BITBUCKET -> more.equals("get");
            case GIST -> more.equals("raw");
            case SOURCEHUT -> more.equals("archive");
            case GITLAB -> false;
        };
        if (refused) {
            return Optional.empty();
        }
        var project = segments[1] == null ? "" : segments[1];
        if (host == Host.GIST && project.isEmpty()) {
            return create(host, "", segments[0], after(url.hash()), login, written);
        }
        var tree = host == Host.GITHUB && more.equals("tree");
        var fragment = tree ? Optional.ofNullable(segments[3]).orElse("") : after(url.hash());
        return segments[0].isEmpty() ? Optional.empty() : create(host, segments[0], project, fragment, login, written);
    }

    private static Optional<HostedRepository> create(Host host, String owner, String project, String fragment, String login,
            String written) {
        var name = project.endsWith(".git") ? project.substring(0, project.length() - 4) : project;
        var decoded = WebUrl.decode(name);
        if (decoded.isEmpty() || decoded.get().isEmpty()) {
            return Optional.empty();
        }
        return WebUrl.decode(owner).flatMap(user -> WebUrl.decode(fragment)
                .map(hash -> new HostedRepository(host, user.isEmpty() ? null : user, decoded.get(), hash, login, written)));
    }

    private static String after(String hash) {
        return hash.isEmpty() ? "" : hash.substring(1);
    }

    private static String withScheme(String address) {
        var colon = address.indexOf(':');
        var scheme = colon < 0 ? "" : address.substring(0, colon);
        var known = SCHEMES.contains(scheme) || Arrays.stream(Host.values()).anyMatch(host -> host.shortcut().equals(scheme));
        if (known || colon >= 0 && address.startsWith("://", colon)) {
            return address;
        }
        var at = address.indexOf('@');
        if (at >= 0) {
            return at > colon ? "git+ssh://" + address : address;
        }
        return address.substring(0, colon + 1) + "//" + address.substring(colon + 1);
    }

    /** {@code git@github.com:owner/name} as a URL. */
    private static String fromScp(String address) {
        var hash = address.indexOf('#');
        var end = hash < 0 ? address.length() : hash;
        var at = address.lastIndexOf('@', end);
        var colon = address.lastIndexOf(':', end);
        var url = colon > at ? address.substring(0, colon) + "/" + address.substring(colon + 1) : address;
        var colonLeft = url.lastIndexOf(':', url.indexOf('#') < 0 ? url.length() : url.indexOf('#'));
        return colonLeft < 0 && !url.contains("//") ? "git+ssh://" + url : url;
    }
}
