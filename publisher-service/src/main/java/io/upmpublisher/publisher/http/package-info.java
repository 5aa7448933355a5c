/** How long the publisher waits for servers, whichever they are. */
@NullMarked
package io.upmpublisher.publisher.http;

import org.jspecify.annotations.NullMarked;
