package io.upmpublisher.audit.page.shell;

import java.util.Optional;

/**
 * What surrounds a page's content.
 *
 * @param section the path of the part that the page belongs to, as the navigation shows it
 * @param visitor who is signed in
 * @param refreshAfter seconds until the page loads itself anew; 0: never
 */
public record Frame(String title, String section, Optional<Visitor> visitor, int refreshAfter) {

    /** Somebody who is signed in. */
    public record Visitor(String name, boolean isOperator, String formToken) {
    }

    /** For pages that anybody sees. */
    public static Frame open(String title) {
        return new Frame(title, "", Optional.empty(), 0);
    }

    public Frame refreshedAfter(int seconds) {
        return new Frame(title, section, visitor, seconds);
    }

    /** Templates ask for it where only somebody signed in gets. */
    public Visitor signedIn() {
        return visitor.orElseThrow();
    }
}
