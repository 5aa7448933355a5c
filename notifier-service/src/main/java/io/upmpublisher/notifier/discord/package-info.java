/** Messages as Discord's webhooks take them. */
@NullMarked
package io.upmpublisher.notifier.discord;

import org.jspecify.annotations.NullMarked;
