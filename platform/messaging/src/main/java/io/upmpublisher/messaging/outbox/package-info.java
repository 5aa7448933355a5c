/** What a service tells: written in the transaction that made it true, sent by the relay. */
@NullMarked
package io.upmpublisher.messaging.outbox;

import org.jspecify.annotations.NullMarked;
