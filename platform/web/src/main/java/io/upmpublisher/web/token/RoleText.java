package io.upmpublisher.web.token;

import java.util.List;

/**
 * A role as configurations write it: {@code viewer}, {@code operator}, {@code admin}, {@code requester(owner/*,owner/name)}.
 *
 * @param repositories of a requester; none for others
 */
record RoleText(Role role, List<RepositoryPattern> repositories) {

    /** @throws IllegalArgumentException whose message goes on from the name of the entry */
    static RoleText parse(String text) {
        var open = text.indexOf('(');
        var role = Role.parse(open < 0 ? text : text.substring(0, open).strip()).orElseThrow(() -> new IllegalArgumentException(
                "has a role that is none of viewer, operator, admin, requester(owner/*,owner/name)"));
        if ((role == Role.REQUESTER) != (open >= 0) || open >= 0 && !text.endsWith(")")) {
            throw new IllegalArgumentException(
                    "must name repositories in parentheses if, and only if, its role is requester");
        }
        return new RoleText(role, open < 0 ? List.of() : patterns(text.substring(open + 1, text.length() - 1)));
    }

    private static List<RepositoryPattern> patterns(String repositories) {
        try {
            return List.of(repositories.split(",", -1)).stream().map(each -> RepositoryPattern.parse(each.strip())).toList();
        } catch (IllegalArgumentException wrongForm) {
            throw new IllegalArgumentException("names a repository that is neither owner/* nor owner/name", wrongForm);
        }
    }
}
