package io.upmpublisher.publisher.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    Path shared;

    @Test
    void leavesAnotherProcessesFilesAlone() throws IOException {
        try (var first = WorkFolder.under(shared)) {
            var file = first.newFile();

            try (var second = WorkFolder.under(shared)) {
                assertThat(second.newFile().getParent()).isNotEqualTo(file.getParent());
            }

            assertThat(file).exists();
        }
    }

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        var abandoned = Files.createDirectories(shared.resolve("killed"));
        Files.writeString(abandoned.resolve("package-1.tgz"), "half");
        Files.createFile(shared.resolve("killed.lock"));

        try (var folder = WorkFolder.under(shared)) {
            assertThat(abandoned).doesNotExist();
            assertThat(folder.newFile()).exists();
        }
        assertThat(shared).isEmptyDirectory();
    }
}
