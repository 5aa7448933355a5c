package io.upmpublisher.publisher.unity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.report.Examples;

/**
 * Assets with one guid: Unity keeps one of them and gives the other a new guid, or, in a package, passes over it. A file that
 * lies in two packages, one of which is in the other's folder, is one file here.
 */
final class GuidClashes {

    private static final int MAX_GUIDS = 200_000;

    private final Map<String, Set<Place>> places = new HashMap<>();
    private int count;

    /** @param path in the repository */
    private record Place(String path, String name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return path.compareTo(other.path);
        }
    }

    /** Takes in a package of the run, as long as there is room. */
    void add(UnityPackage unityPackage, Map<String, String> guids) {
        if (count + guids.size() > MAX_GUIDS) {
            return;
        }
        count += guids.size();
        guids.forEach((meta, guid) -> places.computeIfAbsent(guid, key -> new TreeSet<>())
                .add(new Place(unityPackage.folder() + meta, unityPackage.name())));
    }

    Optional<Finding> in(UnityPackage unityPackage, Map<String, String> guids) {
        var clashes = new TreeSet<String>();
        for (var guid : new HashSet<>(guids.values())) {
            var sharing = places.getOrDefault(guid, Set.of());
            if (sharing.size() > 1) {
                clashes.add(String.join(" = ", sharing.stream().limit(3).map(place -> inWords(place, unityPackage)).toList()));
            }
        }
        return clashes.isEmpty() ? Optional.empty()
                : Optional.of(Finding.of(Code.GUID_CLASH, "these have one guid: " + Examples.of(new ArrayList<>(clashes)),
                        "Remove the .meta of the copy, let Unity make a new one, and mend what refers to it."));
    }

    private static String inWords(Place place, UnityPackage here) {
        return place.path().startsWith(here.folder()) ? place.path().substring(here.folder().length())
                : place.path() + " of " + place.name();
    }
}
