/** Asking services to take up again what they gave up on. */
@NullMarked
package io.upmpublisher.audit.replay;

import org.jspecify.annotations.NullMarked;
