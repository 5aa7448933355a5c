package io.upmpublisher.publisher.tarball;

/**
 * A tracked file that is not packed.
 *
 * @param path of the file, or of a folder with all that is in it, which then ends with a slash
 */
public record LeftOut(String path, Rule rule) {

    /**
     * @param folder in which the file with the rule lies, relative to the package; empty, or ending with a slash
     * @param pattern as it is written
     */
    public record Rule(RuleSource source, String folder, String pattern) {

        /** Where it is written. */
        public String place() {
            return switch (source) {
                case NPMIGNORE, GITIGNORE -> folder + source.file();
                case PACKAGE_JSON, DEFAULTS, STRICT -> source.file();
            };
        }
    }

}
