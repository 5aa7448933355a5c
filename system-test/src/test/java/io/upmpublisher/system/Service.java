package io.upmpublisher.system;

import java.util.Locale;

enum Service {
    INGRESS,
    PUBLISHER,
    CHANGELOG,
    NOTIFIER,
    AUDIT;

    /** As in roles, schemas, modules and files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
