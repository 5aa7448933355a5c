package io.upmpublisher.publisher.manifest;

/**
 * A sample that a manifest lists.
 *
 * @param pointer to its path in the manifest
 * @param path of its folder, relative to the package and inside it, without a slash at its end
 */
public record SampleEntry(String pointer, String path) {
}
