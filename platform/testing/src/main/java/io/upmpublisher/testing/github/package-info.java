/** GitHub's REST API as far as the services use it, over the bare repositories of the git server. */
@NullMarked
package io.upmpublisher.testing.github;

import org.jspecify.annotations.NullMarked;
