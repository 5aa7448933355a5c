/** What came in, kept with the decision on it. */
@NullMarked
package io.upmpublisher.ingress.delivery;

import org.jspecify.annotations.NullMarked;
