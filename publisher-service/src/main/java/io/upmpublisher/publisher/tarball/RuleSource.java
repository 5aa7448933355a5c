package io.upmpublisher.publisher.tarball;

/** Where the rules on packing come from, in the order in which they are asked. */
public enum RuleSource {
    DEFAULTS("npm's own rules"),
    PACKAGE_JSON("package.json"),
    NPMIGNORE(".npmignore"),
    GITIGNORE(".gitignore"),
    /** What nothing in a repository can change. */
    STRICT("npm's own rules");

    private final String file;

    RuleSource(String file) {
        this.file = file;
    }

    /** The name of the file that they are read from, or what to call them. */
    String file() {
        return file;
    }
}
