/** Which packages a request means, and which of them can be published. */
@NullMarked
package io.upmpublisher.publisher.discovery;

import org.jspecify.annotations.NullMarked;
