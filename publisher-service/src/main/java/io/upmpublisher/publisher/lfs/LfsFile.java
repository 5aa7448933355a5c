package io.upmpublisher.publisher.lfs;

/**
 * A file whose content Git LFS keeps.
 *
 * @param path for messages
 */
public record LfsFile(String path, LfsPointer pointer) {
}
