/** What is announced, when, and how often: decided here, whatever the channel. */
@NullMarked
package io.upmpublisher.notifier.announce;

import org.jspecify.annotations.NullMarked;
