/** Events between services: nothing is lost, nothing happens twice. RabbitMQ carries; Postgres remembers. */
@NullMarked
package io.upmpublisher.messaging;

import org.jspecify.annotations.NullMarked;
