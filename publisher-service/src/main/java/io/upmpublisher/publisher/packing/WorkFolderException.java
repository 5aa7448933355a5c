package io.upmpublisher.publisher.packing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;

/** The disk with the work folder does not take a tarball; that says nothing about the package. */
public final class WorkFolderException extends IOException {

    private static final long serialVersionUID = 1L;
    // Java has no types for these: the system's words on Linux, macOS and Windows.
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded",
            "not enough space on the disk");
    private static final List<String> BARRED = List.of("Read-only file system", "Permission denied",
            "Operation not permitted", "Access is denied");

    public enum Code {
        WORK_FOLDER_FULL("The disk of the publisher's work folder is full",
                "Free space on the disk of UPM_WORK_DIR; it holds up to four tarballs for each run that is worked on."),
        WORK_FOLDER_NOT_WRITABLE("The publisher may not write into its work folder",
                "Let the service's user write into UPM_WORK_DIR, and see whether its disk has become read-only."),
        WORK_FOLDER_UNUSABLE("The tarball could not be kept in the publisher's work folder",
                "Check that UPM_WORK_DIR is there, and its disk; if it was removed, start the publisher again.");

        private final String cause;
        private final String remedy;

        Code(String cause, String remedy) {
            this.cause = cause;
            this.remedy = remedy;
        }

        public String remedy() {
            return remedy;
        }
    }

    private final Code code;

    private WorkFolderException(Code code, IOException cause) {
        super(code.cause + " (" + reasonOf(cause) + ").", cause);
        this.code = code;
    }

    static WorkFolderException of(IOException cause) {
        return new WorkFolderException(codeOf(cause), cause);
    }

    public Code code() {
        return code;
    }

    // Without the path, which is told to whoever may see a run.
    private static String reasonOf(IOException cause) {
        return cause instanceof FileSystemException onFile
                ? onFile.getReason() == null ? cause.getClass().getSimpleName() : onFile.getReason()
                : String.valueOf(cause.getMessage());
    }

    private static Code codeOf(IOException cause) {
        var text = String.valueOf(cause.getMessage());
        if (FULL.stream().anyMatch(text::contains)) {
            return Code.WORK_FOLDER_FULL;
        }
        return cause instanceof AccessDeniedException || BARRED.stream().anyMatch(text::contains)
                ? Code.WORK_FOLDER_NOT_WRITABLE
                : Code.WORK_FOLDER_UNUSABLE;
    }
}
