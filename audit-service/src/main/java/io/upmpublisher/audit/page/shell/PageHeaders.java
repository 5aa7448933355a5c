package io.upmpublisher.audit.page.shell;

import java.util.Map;

/** What every page says to the browser about itself. */
public final class PageHeaders {

    /**
     * The referrer policy is not {@code no-referrer}: with that, browsers send {@code Origin: null} with our own forms
     * (<a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, 3.2</a>).
     */
    public static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                    + "frame-ancestors 'none'; base-uri 'none'",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private PageHeaders() {
    }
}
