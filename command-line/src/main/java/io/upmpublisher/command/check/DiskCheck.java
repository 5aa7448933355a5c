package io.upmpublisher.command.check;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.upmpublisher.command.settings.Variable;

/** Whether there is room for mirrors and tarballs, on this machine. */
final class DiskCheck implements Check {

    private static final long GIB = 1L << 30;
    private static final long LEAST = GIB;
    private static final long ENOUGH = 5 * GIB;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look(Surroundings here) throws IOException {
        var stores = new LinkedHashMap<FileStore, Path>();
        for (var variable : List.of(Variable.UPM_MIRROR_DIR, Variable.UPM_CHANGELOG_MIRROR_DIR, Variable.UPM_WORK_DIR)) {
            var folder = here.value(variable).map(Path::of);
            if (folder.isPresent()) {
                var present = nearest(folder.get().toAbsolutePath());
                stores.putIfAbsent(Files.getFileStore(present), present);
            }
        }
        if (stores.isEmpty()) {
            return List.of(Finding.notAsked("the disk", "Start this on the services' machine with UPM_MIRROR_DIR, "
                    + "UPM_CHANGELOG_MIRROR_DIR and UPM_WORK_DIR."));
        }
        return stores.entrySet().stream().map(DiskCheck::judged).toList();
    }

    private static Finding judged(Map.Entry<FileStore, Path> place) {
        try {
            var free = place.getKey().getUsableSpace();
            var text = String.format(java.util.Locale.ROOT, "%.1f GiB are free at %s", (double) free / GIB, place.getValue());
            return free >= ENOUGH ? Finding.ok(text)
                    : free >= LEAST ? Finding.warning(text, "Make room: mirrors and tarballs may need more at once.")
                            : Finding.wrong(text, "Make room: fetching and packing will fail.");
        } catch (IOException e) {
            return Finding.wrong("the room at " + place.getValue() + " is not known: " + e.getMessage(),
                    "See whether it is there.");
        }
    }

    private static Path nearest(Path folder) {
        var present = folder;
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        return present;
    }
}
