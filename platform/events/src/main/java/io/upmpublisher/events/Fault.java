package io.upmpublisher.events;

/**
 * Why something did not go as asked.
 *
 * @param code stable, listed in docs/problems.md
 * @param cause one sentence: what happened
 * @param remedy one sentence: what to do about it
 * @param retryHelps whether the same request may succeed later without a change
 */
public record Fault(String code, String cause, String remedy, boolean retryHelps) {
}
