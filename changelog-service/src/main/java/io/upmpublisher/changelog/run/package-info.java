/** What a run's revision published becomes entries, a commit that holds them, and an event that tells of it. */
@NullMarked
package io.upmpublisher.changelog.run;

import org.jspecify.annotations.NullMarked;
