package io.upmpublisher.audit.page.repository;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be, as ingress tells it.
 *
 * @param code listed in docs/problems.md
 */
record Fault(String code, String cause, @Nullable String remedy) {
}
