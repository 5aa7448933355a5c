package io.upmpublisher.web.problem;

import java.util.Map;

/**
 * Adds members to the problems of some paths (RFC 9457, section 3.2), for callers who look for theirs. A bean of a service that
 * has such callers.
 */
public interface ProblemMembers {

    /** Empty for paths that are none of its business. */
    Map<String, String> of(String path, Problem problem);
}
