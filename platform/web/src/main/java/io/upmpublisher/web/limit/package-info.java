/** How much anybody may ask for: by token, by source for those without one, and in what time. */
@NullMarked
package io.upmpublisher.web.limit;

import org.jspecify.annotations.NullMarked;
