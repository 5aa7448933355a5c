/** What a service is told: recorded, acknowledged, and worked from due rows. */
@NullMarked
package io.upmpublisher.messaging.inbox;

import org.jspecify.annotations.NullMarked;
