/** GitHub's REST API: credentials of a person or of a GitHub App, and one client that keeps to GitHub's limits. */
@NullMarked
package io.upmpublisher.github;

import org.jspecify.annotations.NullMarked;
