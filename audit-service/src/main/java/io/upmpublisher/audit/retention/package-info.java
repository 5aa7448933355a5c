/** How long records are kept, and what outlives that. */
@NullMarked
package io.upmpublisher.audit.retention;

import org.jspecify.annotations.NullMarked;
