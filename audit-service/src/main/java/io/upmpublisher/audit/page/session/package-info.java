/** Who looks at pages: signing in and out, and what comes with each request of somebody who has. */
@NullMarked
package io.upmpublisher.audit.page.session;

import org.jspecify.annotations.NullMarked;
