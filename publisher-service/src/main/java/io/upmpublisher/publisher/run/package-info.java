/** One accepted request worked off: from the event to the outcome of each package. */
@NullMarked
package io.upmpublisher.publisher.run;

import org.jspecify.annotations.NullMarked;
