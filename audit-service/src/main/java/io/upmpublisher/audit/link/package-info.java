/** Addresses that answers point to. */
@NullMarked
package io.upmpublisher.audit.link;

import org.jspecify.annotations.NullMarked;
