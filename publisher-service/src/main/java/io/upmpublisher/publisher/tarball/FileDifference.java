package io.upmpublisher.publisher.tarball;

/**
 * One way in which a tarball is not what is in a commit.
 *
 * @param path relative to the package's folder; of a file or folder that only the tarball has, whoever made that chose it
 */
public record FileDifference(Kind kind, String path) {

    public enum Kind {
        CHANGED("is not the same"),
        EXECUTABLE("can be executed in one of them only"),
        /** Or twice in the tarball. */
        NOT_IN_COMMIT("is not in the commit, or twice in the tarball"),
        NOT_IN_TARBALL("is only in the commit"),
        FOLDER_FOR_FILE("is a folder in the tarball, where a file is in the commit");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** What is said of the path. */
        public String text() {
            return text;
        }
    }

    /** A clause about the tarball that repeats no name of its own. */
    String clause() {
        return switch (kind) {
            case CHANGED, EXECUTABLE -> path + " " + kind.text;
            case NOT_IN_COMMIT -> "it has a file that is not in the commit, or one twice";
            case NOT_IN_TARBALL -> "it does not have " + path;
            case FOLDER_FOR_FILE -> "it has a folder where a file is in the commit";
        };
    }
}
