package io.upmpublisher.git;

import org.eclipse.jgit.lib.Repository;

/**
 * A mirror that is in use.
 *
 * @param life which of the mirrors that its folder has had
 */
record OpenedMirror(Repository repository, MirrorFolder folder, MirrorLife life) {
}
