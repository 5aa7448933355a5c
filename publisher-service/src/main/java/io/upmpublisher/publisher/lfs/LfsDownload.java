package io.upmpublisher.publisher.lfs;

import java.net.URI;
import java.util.Map;

/**
 * Where the server says that an object can be had.
 *
 * @param headers for this address and no other
 */
record LfsDownload(LfsFile file, URI address, Map<String, String> headers) {

    LfsDownload {
        headers = Map.copyOf(headers);
    }
}
