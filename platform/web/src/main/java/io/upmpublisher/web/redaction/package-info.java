/** What keeps secrets and forged lines out of logs, errors and events. */
@NullMarked
package io.upmpublisher.web.redaction;

import org.jspecify.annotations.NullMarked;
