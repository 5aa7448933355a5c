/** The public APIs of the other services, called with the rights of whoever looks at a page. */
@NullMarked
package io.upmpublisher.audit.page.service;

import org.jspecify.annotations.NullMarked;
