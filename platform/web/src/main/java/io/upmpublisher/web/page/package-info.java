/** Lists that are read page by page. */
@NullMarked
package io.upmpublisher.web.page;

import org.jspecify.annotations.NullMarked;
