package io.upmpublisher.testing.stack;

import java.util.Locale;

/** The processes that make up the product. */
public enum Service {
    INGRESS,
    PUBLISHER,
    CHANGELOG,
    NOTIFIER,
    AUDIT;

    /** As in roles, schemas, modules and files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
