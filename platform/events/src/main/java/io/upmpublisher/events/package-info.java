/** The pipeline's events and the values in them: what travels between the services, and nothing of how. */
@NullMarked
package io.upmpublisher.events;

import org.jspecify.annotations.NullMarked;
