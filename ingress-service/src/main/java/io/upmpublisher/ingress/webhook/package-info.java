/** GitHub's webhook: who sent it, and what it says. */
@NullMarked
package io.upmpublisher.ingress.webhook;

import org.jspecify.annotations.NullMarked;
