package io.upmpublisher.publisher.tarball;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the files of a package lie on any disk, also one that does not tell capital letters or forms of a letter apart. An
 * unpacker makes room for a folder by removing the file that is there, as node-tar does.
 */
final class FilePlaces {

    private final Set<String> places;

    FilePlaces(Collection<String> paths) {
        this.places = paths.stream().map(FilePlaces::place).collect(Collectors.toSet());
    }

    /** Whether one of the files could not be there together with the folder. */
    boolean isInPlaceOfFile(String folder) {
        var place = place(folder);
        for (var end = place.length(); end > 0; end = place.lastIndexOf('/', end - 1)) {
            if (places.contains(place.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static String place(String path) {
        return Normalizer.normalize(path.replace('\\', '/'), Normalizer.Form.NFD).toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
