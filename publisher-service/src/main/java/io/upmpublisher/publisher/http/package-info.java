/** HTTP as the publisher speaks it with servers that it does not trust to behave, whichever they are. */
@NullMarked
package io.upmpublisher.publisher.http;

import org.jspecify.annotations.NullMarked;
