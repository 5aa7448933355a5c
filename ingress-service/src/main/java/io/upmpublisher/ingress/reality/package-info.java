/** What registered repositories really are: as the publisher reads them, and as their git host shows them. */
@NullMarked
package io.upmpublisher.ingress.reality;

import org.jspecify.annotations.NullMarked;
