package io.upmpublisher.changelog.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;

import io.upmpublisher.testing.UnityRepository;

/** A repository that no other test has, with one package, of which 1.1.0 is to be told. */
final class CoreRepository {

    static final String CORE = "Packages/com.studio.core";

    private CoreRepository() {
    }

    static UnityRepository create(Path gitRoot) {
        var repository = UnityRepository.create(gitRoot, "studio/test-" + UUID.randomUUID().toString().substring(0, 8))
                .withPackage(CORE, "com.studio.core", "1.0.0", Map.of());
        repository.commit("Add core");
        repository.file(CORE + "/Runtime/A.cs", "a").commit("feat: add pools");
        repository.bump(CORE, "1.1.0").commit("Release core 1.1.0");
        return repository;
    }

    /** Changelogs need a pull request from now on. */
    static void protectMain(UnityRepository repository) throws IOException {
        var hook = repository.gitDirectory().resolve("hooks/update");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\ntest \"$1\" != refs/heads/main\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
