/** The fault harness of {@code deploy/local/torture}. */
@NullMarked
package io.upmpublisher.torture;

import org.jspecify.annotations.NullMarked;
