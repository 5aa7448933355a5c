package io.upmpublisher.web.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token may do. The constants are for {@code @RolesAllowed}, which needs them at compile time. */
public enum Role {

    VIEWER(Set.of(Role.VIEW)),
    OPERATOR(Set.of(Role.VIEW, Role.OPERATE)),
    ADMIN(Set.of(Role.VIEW, Role.OPERATE, Role.ADMINISTER)),
    /** Apart from the others: it may only dispatch, for the repositories named with it. */
    REQUESTER(Set.of(Role.REQUEST));

    public static final String VIEW = "viewer";
    public static final String OPERATE = "operator";
    public static final String ADMINISTER = "admin";
    public static final String REQUEST = "requester";

    private final Set<String> granted;

    Role(Set<String> granted) {
        this.granted = granted;
    }

    static Optional<Role> parse(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    /** Its own name and those of the roles below it. */
    public Set<String> granted() {
        return granted;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
