package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;

import io.upmpublisher.publisher.glob.PartPattern.Globstar;

/**
 * What a whole path is compared with, taken apart once: it is asked about every file.
 *
 * @param head the parts before the first {@code **}
 * @param tail those behind the last
 * @param sections those in between, divided at {@code **}; none where there is nothing in between
 * @param sectionsToTheEnd all behind the first {@code **}, for the beginnings of paths, which no tail can end
 */
record PathPattern(List<PartPattern> parts, boolean hasGlobstar, List<PartPattern> head, List<PartPattern> tail,
        List<Section> sections, List<Section> sectionsToTheEnd) {

    /**
     * @param fromEnd how many parts before the path's end, or before its tail, it may start at the latest
     */
    record Section(List<PartPattern> parts, int fromEnd) {
    }

    static PathPattern of(List<PartPattern> parts) {
        var first = -1;
        var last = -1;
        for (var i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Globstar) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            return new PathPattern(parts, false, List.of(), List.of(), List.of(), List.of());
        }
        return new PathPattern(parts, true, parts.subList(0, first), parts.subList(last + 1, parts.size()),
                sections(parts.subList(Math.min(first + 1, last), last)),
                sections(parts.subList(first + 1, parts.size())));
    }

    private static List<Section> sections(List<PartPattern> body) {
        if (body.isEmpty()) {
            return List.of();
        }
        var split = new ArrayList<List<PartPattern>>();
        split.add(new ArrayList<>());
        for (var part : body) {
            if (part instanceof Globstar) {
                split.add(new ArrayList<>());
            } else {
                split.getLast().add(part);
            }
        }
        var sections = new ArrayList<Section>();
        for (var i = 0; i < split.size(); i++) {
            // minimatch subtracts what stands before the section of the same rank from the end; kept, for it decides matches.
            var before = split.subList(0, split.size() - 1 - i).stream().mapToInt(List::size).sum();
            sections.add(new Section(List.copyOf(split.get(i)), before + split.get(i).size()));
        }
        return List.copyOf(sections);
    }
}
