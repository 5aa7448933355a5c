/** The registered repositories, as ingress knows them. */
@NullMarked
package io.upmpublisher.command.ingress;

import org.jspecify.annotations.NullMarked;
