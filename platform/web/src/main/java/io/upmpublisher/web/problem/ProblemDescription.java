package io.upmpublisher.web.problem;

/**
 * What is said of a kind of error.
 *
 * @param status of the answer
 * @param title what it is, whatever the case
 * @param remedy what the caller can do about it
 */
public record ProblemDescription(int status, String title, String remedy) {
}
