package io.upmpublisher.ingress.request;

/** Why something that came in asks for nothing. Names are stable; docs/problems.md lists them. */
public enum IgnoreCode {
    PAYLOAD_INVALID,
    OWNER_NOT_TRUSTED,
    REPOSITORY_NOT_REGISTERED,
    REPOSITORY_NOT_ACTIVE,
    EVENT_NOT_HANDLED,
    REF_NOT_A_BRANCH,
    BRANCH_DELETED,
    BRANCH_NOT_PUBLISHING,
    OWN_COMMITS,
    NO_PACKAGE_CHANGED,
    DUPLICATE_REQUEST
}
