/** What happened: every event that any service told, once. */
@NullMarked
package io.upmpublisher.audit.trail;

import org.jspecify.annotations.NullMarked;
