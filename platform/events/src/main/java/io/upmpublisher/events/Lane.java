package io.upmpublisher.events;

/**
 * A place in an order: events of one key are worked one at a time, lowest sequence first.
 *
 * @param sequence contiguous from 1
 */
public record Lane(String key, long sequence) {
}
