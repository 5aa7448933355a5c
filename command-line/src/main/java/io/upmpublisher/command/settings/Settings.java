package io.upmpublisher.command.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of the variables; what is empty counts as not set, as with the services. */
public final class Settings {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?");
    /** Shorter ones would make holes into ordinary words. */
    private static final int SHORTEST_SECRET = 6;

    private final Map<String, String> values;

    public Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public Optional<String> get(Variable variable) {
        return Optional.ofNullable(values.get(variable.name())).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String get(Variable variable, String otherwise) {
        return get(variable).orElse(otherwise);
    }

    /**
     * @throws MissingSettingException if it is not set
     */
    public String require(Variable variable, String reason) {
        return get(variable).orElseThrow(() -> new MissingSettingException(variable, reason));
    }

    /**
     * @return without a slash at the end
     * @throws InvalidSettingException if it is none
     */
    public Optional<URI> url(Variable variable) {
        return get(variable).map(value -> address(variable, value));
    }

    public List<String> list(Variable variable) {
        return get(variable).stream().flatMap(value -> Arrays.stream(value.split(","))).map(String::strip)
                .filter(each -> !each.isEmpty()).toList();
    }

    /** Whether what is sent there can be read by nobody else, or nobody cares. */
    public boolean isProtected(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(url.getScheme()) || LOOPBACK.matcher(host).matches()
                || list(Variable.UPM_PLAIN_HTTP_HOSTS).stream().anyMatch(host::equalsIgnoreCase);
    }

    public static boolean isLoopback(URI url) {
        return LOOPBACK.matcher(String.valueOf(url.getHost()).toLowerCase(Locale.ROOT)).matches();
    }

    /** A text as it may be shown: without any secret that the tool knows. */
    public String redacted(String text) {
        var redacted = text;
        for (var secret : secrets()) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }

    private static URI address(Variable variable, String value) {
        try {
            var url = URI.create(value.replaceAll("/+$", ""));
            if (url.getHost() != null && url.getScheme().matches("(?i)https?")) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Not with the value, in which there may be a password.
        }
        throw new InvalidSettingException(variable, "is no address with http:// or https:// and a host");
    }

    // The longest first, so that none is left over as the end of another.
    private List<String> secrets() {
        Set<String> all = Arrays.stream(Variable.values()).filter(Variable::isSecret).flatMap(this::partsOf)
                .filter(secret -> secret.length() >= SHORTEST_SECRET).collect(Collectors.toCollection(LinkedHashSet::new));
        return all.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    private Stream<String> partsOf(Variable variable) {
        var value = get(variable).orElse("");
        var parts = switch (variable) {
            case UPM_TOKENS -> Arrays.stream(value.split(",")).map(entry -> entry.replaceFirst("^.*:", ""));
            case GITHUB_WEBHOOK_SECRET, UPM_SESSION_KEY -> Arrays.stream(value.split(",")).map(String::strip);
            // The password of postgresql://user:password@host, and the token at the end of a chat's address.
            case UPM_DB_ADMIN_URL -> Stream.of(value.replaceFirst("^[^@]*://[^:@]*:([^@]*)@.*$", "$1"));
            case DISCORD_WEBHOOK_UPM -> Stream.of(value.replaceFirst("\\?.*", "").replaceFirst("^.*/", ""));
            default -> Stream.<String> of();
        };
        return Stream.concat(Stream.of(value), parts);
    }
}
