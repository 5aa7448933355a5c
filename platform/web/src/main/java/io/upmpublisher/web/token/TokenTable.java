package io.upmpublisher.web.token;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who holds which token, from {@code name:role:token} entries separated by commas. */
public final class TokenTable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final List<Row> rows;

    private TokenTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** @throws InvalidTokensException listing every mistake, none with a token in it */
    public static TokenTable parse(String text) {
        var reader = new Reader();
        TokenEntries.split(text).forEach(reader::read);
        if (!reader.mistakes.isEmpty()) {
            throw new InvalidTokensException(reader.mistakes);
        }
        return new TokenTable(reader.rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Looks at every row, so that the time tells nothing of where the match is. */
    public Optional<TokenHolder> holderOf(String token) {
        var presented = TokenDigest.of(token);
        Optional<TokenHolder> holder = Optional.empty();
        for (var row : rows) {
            if (row.digest.matches(presented)) {
                holder = Optional.of(row.holder);
            }
        }
        return holder;
    }

    /** Whether records already know somebody by the name, in any case. */
    boolean hasName(String name) {
        return rows.stream().anyMatch(row -> row.holder.name().equalsIgnoreCase(name));
    }

    /** The tokens that are written out in such a text, for redaction; names and roles are no secrets. */
    public static Set<String> plainTokens(String text) {
        var tokens = new HashSet<String>();
        for (var entry : TokenEntries.split(text)) {
            // An entry with a mistake may have its token anywhere.
            var token = entry.split(":", 3).length == 3 ? entry.split(":", 3)[2].strip() : entry;
            if (!token.isEmpty() && !TokenDigest.isDigest(token)) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private record Row(TokenHolder holder, TokenDigest digest) {
    }

    private static final class Reader {

        private final List<Row> rows = new ArrayList<>();
        private final List<String> mistakes = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private int position;

        void read(String entry) {
            position++;
            var parts = entry.split(":", 3);
            if (parts.length < 3) {
                // What stands here may be a token that lost its name, so it is not shown.
                mistake("", "is not of the form name:role:token");
                return;
            }
            var name = parts[0].strip();
            if (!NAME.matcher(name).matches()) {
                mistake("", "has a name that is empty, too long or not of letters, digits and . _ @ -");
                return;
            }
            if (name.toLowerCase(Locale.ROOT).endsWith(HolderNames.MARK)) {
                mistake(name,
                        "has a name that ends in " + HolderNames.MARK + ", as only those of the OpenID provider's users do");
            }
            if (!names.add(name)) {
                mistake(name, "has a name that an earlier entry has");
            }
            var holder = holder(name, parts[1].strip());
            var digest = digest(name, parts[2].strip());
            if (holder.isPresent() && digest.isPresent()) {
                rows.add(new Row(holder.get(), digest.get()));
            }
        }

        private Optional<TokenHolder> holder(String name, String text) {
            try {
                var role = RoleText.parse(text);
                return Optional.of(new TokenHolder(name, name, Set.of(role.role()), role.repositories()));
            } catch (IllegalArgumentException wrongForm) {
                mistake(name, String.valueOf(wrongForm.getMessage()));
                return Optional.empty();
            }
        }

        private Optional<TokenDigest> digest(String name, String token) {
            var digest = token.isEmpty() ? Optional.<TokenDigest> empty() : TokenDigest.parse(token);
            if (digest.isEmpty()) {
                mistake(name, "has no token, or a sha256: that is not followed by 64 hexadecimal digits");
            } else if (rows.stream().anyMatch(row -> row.digest.matches(digest.get()))) {
                mistake(name, "has the token of an earlier entry");
            }
            return digest;
        }

        private void mistake(String name, String what) {
            mistakes.add("entry " + position + (name.isEmpty() ? "" : " (" + name + ")") + " " + what);
        }
    }
}
