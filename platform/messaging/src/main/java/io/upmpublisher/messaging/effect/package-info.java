/** The ledger of what cannot be rolled back. */
@NullMarked
package io.upmpublisher.messaging.effect;

import org.jspecify.annotations.NullMarked;
