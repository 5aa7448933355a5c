/** How much of what happened at GitHub is known here. */
@NullMarked
package io.upmpublisher.ingress.coverage;

import org.jspecify.annotations.NullMarked;
