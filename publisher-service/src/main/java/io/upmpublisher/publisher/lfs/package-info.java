/** Content that Git LFS keeps beside the repository: pointers, the server that has it, and what was fetched of it. */
@NullMarked
package io.upmpublisher.publisher.lfs;

import org.jspecify.annotations.NullMarked;
