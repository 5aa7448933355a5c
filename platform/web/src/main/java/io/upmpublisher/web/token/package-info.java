/** Who calls: the tokens of UPM_TOKENS, and what their roles allow. */
@NullMarked
package io.upmpublisher.web.token;

import org.jspecify.annotations.NullMarked;
