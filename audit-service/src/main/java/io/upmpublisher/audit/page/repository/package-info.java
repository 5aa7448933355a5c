/** Pages on repositories: the list, registering one, what was found in it, its status and mode. */
@NullMarked
package io.upmpublisher.audit.page.repository;

import org.jspecify.annotations.NullMarked;
