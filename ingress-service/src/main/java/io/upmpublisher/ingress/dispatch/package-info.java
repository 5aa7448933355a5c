/** The endpoint that stands in for GitHub's repository_dispatch. */
@NullMarked
package io.upmpublisher.ingress.dispatch;

import org.jspecify.annotations.NullMarked;
