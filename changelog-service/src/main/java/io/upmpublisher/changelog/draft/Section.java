package io.upmpublisher.changelog.draft;

/** The kinds of change of https://keepachangelog.com/en/1.1.0/, in its order. */
enum Section {
    ADDED("Added"),
    CHANGED("Changed"),
    DEPRECATED("Deprecated"),
    REMOVED("Removed"),
    FIXED("Fixed"),
    SECURITY("Security");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
