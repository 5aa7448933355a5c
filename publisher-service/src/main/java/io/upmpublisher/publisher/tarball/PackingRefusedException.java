package io.upmpublisher.publisher.tarball;

/** A package that must not be packed as it is; trying again cannot help. */
public class PackingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Code {
        /** The tarball, or what is in it, is over the configured limit. */
        PACKAGE_TOO_LARGE("Leave files out with a .npmignore file or the manifest's \"files\", or raise the limit."),
        TOO_MANY_FILES("Leave files out with a .npmignore file or the manifest's \"files\", or raise the limit."),
        /** A file name that would leave the package's folder, or be another's, where the package is unpacked. */
        PATH_REFUSED("Rename the file."),
        /** Ignore patterns or a files list that cost too much to evaluate. */
        PACK_RULES_TOO_COMPLEX("Simplify the .npmignore and .gitignore files and the manifest's \"files\"."),
        /** The content was not as long as announced. */
        CONTENT_CHANGED("Publish again; if it happens again, the repository is damaged.");

        private final String remedy;

        Code(String remedy) {
            this.remedy = remedy;
        }

        public String remedy() {
            return remedy;
        }
    }

    private final Code code;

    public PackingRefusedException(Code code, String message) {
        super(message);
        this.code = code;
    }

    PackingRefusedException(Code code, Throwable cause) {
        super(cause.getMessage(), cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
