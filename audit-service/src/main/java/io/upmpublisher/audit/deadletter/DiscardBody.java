package io.upmpublisher.audit.deadletter;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * @param reason one sentence, for the record
 */
public record DiscardBody(@NotBlank @Size(max = 500) String reason) {
}
