package io.upmpublisher.web.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the groups of an OpenID provider may do here, from {@code group:role} entries separated by commas. Groups that no entry
 * names give nothing, whatever they are called.
 */
final class OpenIdRoles {

    /** The commas of a requester's parentheses do not separate. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![^(]*\\))");

    private final Map<String, List<RoleText>> rolesOf;

    private OpenIdRoles(Map<String, List<RoleText>> rolesOf) {
        this.rolesOf = rolesOf;
    }

    /** @throws InvalidOpenIdException listing every mistake */
    static OpenIdRoles parse(String text) {
        var rolesOf = new TreeMap<String, List<RoleText>>();
        var mistakes = new ArrayList<String>();
        for (var entry : SEPARATOR.split(text)) {
            // At the last colon: groups may be URNs, and roles have none.
            var colon = entry.lastIndexOf(':');
            try {
                if (colon < 1) {
                    throw new IllegalArgumentException("is not of the form group:role");
                }
                rolesOf.computeIfAbsent(entry.substring(0, colon).strip(), group -> new ArrayList<>())
                        .add(RoleText.parse(entry.substring(colon + 1).strip()));
            } catch (IllegalArgumentException wrongForm) {
                mistakes.add("UPM_OIDC_ROLES: the entry \"" + entry.strip() + "\" " + wrongForm.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidOpenIdException(mistakes);
        }
        return new OpenIdRoles(rolesOf);
    }

    TokenHolder holder(String id, String name, Collection<String> groups) {
        var texts = groups.stream().flatMap(group -> rolesOf.getOrDefault(group, List.of()).stream()).toList();
        return new TokenHolder(id, name, texts.stream().map(RoleText::role).collect(Collectors.toSet()),
                texts.stream().flatMap(text -> text.repositories().stream()).toList());
    }
}
