/** Looking up what happened. */
@NullMarked
package io.upmpublisher.audit.query;

import org.jspecify.annotations.NullMarked;
