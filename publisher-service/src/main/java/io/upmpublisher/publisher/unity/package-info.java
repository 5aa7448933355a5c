/** What Unity would find wrong with the files of a package, before anybody installs it. */
@NullMarked
package io.upmpublisher.publisher.unity;

import org.jspecify.annotations.NullMarked;
