package io.upmpublisher.audit.page.session;

import java.time.Instant;

/**
 * Somebody who signed in.
 *
 * @param secret of this session alone, for its forms
 * @param token what the services know the visitor by
 */
record Session(String secret, String token, Instant expiresAt) {

    /** What is longer gets no place in a cookie: browsers keep 4,096 bytes of name, value and attributes. */
    static final int MAX_TOKEN = 2_800;

    @Override
    public String toString() {
        return "Session[until " + expiresAt + "]";
    }
}
