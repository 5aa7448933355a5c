/** The broker's exchange, queues and bindings, and the connections to it. */
@NullMarked
package io.upmpublisher.messaging.topology;

import org.jspecify.annotations.NullMarked;
