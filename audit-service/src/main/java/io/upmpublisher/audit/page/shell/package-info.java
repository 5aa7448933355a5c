/** What all pages have in common: which paths they are, their frame, their headers. */
@NullMarked
package io.upmpublisher.audit.page.shell;

import org.jspecify.annotations.NullMarked;
