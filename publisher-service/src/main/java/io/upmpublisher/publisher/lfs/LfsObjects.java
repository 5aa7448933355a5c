package io.upmpublisher.publisher.lfs;

import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

import io.upmpublisher.git.RemoteRepository;

/** The contents that Git LFS keeps for one repository. */
public final class LfsObjects {

    private static final int LOOKS = 3;

    private final RemoteRepository remote;
    private final LfsStore store;

    LfsObjects(RemoteRepository remote, LfsStore store) {
        this.remote = remote;
        this.store = store;
    }

    /**
     * Brings what is not here yet, all in as few requests as there can be.
     *
     * @throws LfsException if one of them cannot be had
     */
    public void fetch(Collection<LfsFile> files) throws InterruptedException {
        var began = store.clock().instant();
        var missing = new LinkedHashMap<String, LfsFile>();
        for (var file : files) {
            refuseTooLarge(file);
            if (file.pointer().size() > 0 && !missing.containsKey(file.pointer().oid())
                    && !store.cache().holds(remote.name(), file.pointer())) {
                missing.put(file.pointer().oid(), file);
            }
        }
        if (!missing.isEmpty()) {
            store.transfer(remote).bring(List.copyOf(missing.values()));
            store.cache().evict(began);
        }
    }

    /**
     * An object's content, fetched if need be. Reading fails at the end rather than give another content.
     */
    public InputStream open(LfsFile file) throws InterruptedException {
        if (file.pointer().size() == 0) {
            return InputStream.nullInputStream();
        }
        // What another package needs may push it out in between.
        for (var look = 1; look <= LOOKS; look++) {
            var content = store.cache().open(remote.name(), file.pointer());
            if (content.isPresent()) {
                return content.get();
            }
            fetch(List.of(file));
        }
        throw new LfsException(LfsFault.LFS_CACHE_UNUSABLE, "The LFS object of " + file.path()
                + " is removed from disk as soon as it is there.");
    }

    private void refuseTooLarge(LfsFile file) {
        if (file.pointer().size() > store.limits().maxObjectBytes()) {
            throw new LfsException(LfsFault.LFS_OBJECT_TOO_LARGE, "The LFS object of " + file.path() + " has "
                    + file.pointer().size() + " bytes, more than the limit of " + store.limits().maxObjectBytes() + ".");
        }
    }
}
