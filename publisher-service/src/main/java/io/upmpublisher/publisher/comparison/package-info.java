/** What runs in plan mode would have published beside what somebody else did: whether a repository may be switched over. */
@NullMarked
package io.upmpublisher.publisher.comparison;

import org.jspecify.annotations.NullMarked;
