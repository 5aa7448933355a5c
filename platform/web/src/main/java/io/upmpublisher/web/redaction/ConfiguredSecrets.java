package io.upmpublisher.web.redaction;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

import io.upmpublisher.web.token.TokenTable;

/** The secrets among the settings, known by their names, so that a new variable is covered without anybody adding it here. */
final class ConfiguredSecrets {

    private static final Pattern NAME = Pattern.compile(
            "(^|.*_)(TOKENS?|SECRETS?|PASSWORDS?|PASS|PAT|CREDENTIALS?|(API|PRIVATE|SIGNING|ENCRYPTION|SESSION)_KEYS?|WEBHOOK(_[A-Z0-9]+)*)");
    private static final String TOKENS = "UPM_TOKENS";

    private ConfiguredSecrets() {
    }

    static Collection<String> in(Config config) {
        var secrets = new HashSet<String>();
        for (var name : config.getPropertyNames()) {
            var key = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            if (NAME.matcher(key).matches()) {
                config.getOptionalValue(name, String.class).ifPresent(value -> secrets.addAll(secretsOf(key, value)));
            }
        }
        return secrets;
    }

    /** A value may hold several secrets (rotation) or lines (a key), of which a message may show one. */
    private static Set<String> secretsOf(String key, String value) {
        if (key.equals(TOKENS)) {
            return TokenTable.plainTokens(value);
        }
        var secrets = new HashSet<String>();
        secrets.add(value.strip());
        Stream.of(value.split("[,\\r\\n]")).map(String::strip).filter(part -> !part.startsWith("-----")).forEach(secrets::add);
        return secrets;
    }
}
