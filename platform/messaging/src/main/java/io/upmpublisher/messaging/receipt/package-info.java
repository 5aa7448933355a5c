/** The proof, shared by all services, that a consumer has recorded an event. */
@NullMarked
package io.upmpublisher.messaging.receipt;

import org.jspecify.annotations.NullMarked;
