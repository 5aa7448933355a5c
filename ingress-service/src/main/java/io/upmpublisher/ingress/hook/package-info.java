/** The webhooks at GitHub: whether they are as they should be, and whether what they sent has arrived. */
@NullMarked
package io.upmpublisher.ingress.hook;

import org.jspecify.annotations.NullMarked;
