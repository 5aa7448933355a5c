package io.upmpublisher.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.util.HttpSupport;

import io.upmpublisher.events.CommitId;

/**
 * The connections of one fetch, whatever it takes. JGit follows redirects by asking for a connection to the new address, so
 * refusing other
 * origins here is what keeps the credential with its host; JGit itself never learns the credential.
 */
final class LimitedConnections implements HttpConnectionFactory {
    /** What a remote of version 2 can do is told within it. */
    private static final int ADVERTISEMENT_START = 4096;
    private static final byte[] FLUSH = "0000".getBytes(StandardCharsets.US_ASCII);
    /** Of what a remote tells of itself and, to whoever pushes, of its refs: about a million of them. */
    private static final int MAX_ADVERTISEMENT = 64 << 20;
    private static final Pattern FILTER = Pattern.compile("fetch=[^\\n]*\\bfilter\\b");

    private final RemoteRepository remote;
    private final GitLimits limits;
    private Optional<String> authorization = Optional.empty();
    private long received;
    private int lastStatus;
    private boolean version2;
    private boolean filters;
    private List<CommitId> there = List.of();
    private Runnable afterAdvertisement = () -> {
    };

    LimitedConnections(RemoteRepository remote, GitLimits limits) {
        this.remote = remote;
        this.limits = limits;
    }

    /** From now on; what was answered before no longer counts as the newest answer. */
    void authorize(Optional<String> token) {
        authorization = token.map(GitCredentials::authorization);
        lastStatus = 0;
    }

    /** HTTP status of the newest answer, 0 before the first. */
    int lastStatus() {
        return lastStatus;
    }

    /**
     * Whether the remote speaks protocol version 2. There git serves any commit that it has, so that a refusal means absence
     * (upload-pack.c checks reachability in versions 0 and 1 only). JGit keeps the version to itself.
     */
    boolean speaksVersion2() {
        return version2;
    }

    /** Whether the remote can leave objects out of what it sends, and give any of them by its id later. */
    boolean filters() {
        return version2 && filters;
    }

    /** Called when the remote has told what it can do, before JGit makes anything of it. */
    void afterAdvertisement(Runnable action) {
        afterAdvertisement = action;
    }

    /**
     * What the remote has, whether its refs still lead there or not. JGit packs all that it cannot see to be there, which would
     * be the whole history once a branch has moved, and files that are not here.
     */
    void has(Collection<CommitId> commits) {
        there = List.copyOf(commits);
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        if (!remote.hasOriginOf(URI.create(url.toString()))) {
            throw new GitException(GitFault.REDIRECT_REFUSED,
                    "The git host redirects " + remote.name() + " to another host (" + url.getHost() + ")");
        }
        return new Limited(url, proxy);
    }

    private final class Limited extends JDKHttpConnection {
        Limited(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
            super.setConnectTimeout((int) limits.connectTimeout().toMillis());
            super.setReadTimeout((int) limits.readTimeout().toMillis());
            authorization.ifPresent(value -> setRequestProperty(HttpSupport.HDR_AUTHORIZATION, value));
        }

        @Override
        public void setConnectTimeout(int timeout) {
            // JGit would set its one time limit for both, in whole seconds, and none by default.
        }

        @Override
        public void setReadTimeout(int timeout) {
            // See setConnectTimeout.
        }

        @Override
        public int getResponseCode() throws IOException {
            lastStatus = super.getResponseCode();
            return lastStatus;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            var answer = super.getInputStream();
            return getRequestMethod().equals("GET") ? advertisement(withWhatIsThere(new Counted(answer, MAX_ADVERTISEMENT)))
                    : new Counted(answer, Long.MAX_VALUE);
        }

        /** As lines that say ".have", by which remotes tell of commits that none of their refs names. */
        private InputStream withWhatIsThere(InputStream in) throws IOException {
            if (there.isEmpty()) {
                return in;
            }
            var told = in.readAllBytes();
            var end = told.length - FLUSH.length;
            if (end < 0 || !Arrays.equals(told, end, told.length, FLUSH, 0, FLUSH.length)) {
                return new ByteArrayInputStream(told);
            }
            var lines = there.stream().map(commit -> "0033" + commit.value() + " .have\n").collect(Collectors.joining());
            return new SequenceInputStream(new ByteArrayInputStream(told, 0, end), new SequenceInputStream(
                    new ByteArrayInputStream(lines.getBytes(StandardCharsets.US_ASCII)), new ByteArrayInputStream(FLUSH)));
        }

        private InputStream advertisement(InputStream in) throws IOException {
            var buffered = new BufferedInputStream(in);
            buffered.mark(ADVERTISEMENT_START);
            var start = new String(buffered.readNBytes(ADVERTISEMENT_START), StandardCharsets.ISO_8859_1);
            version2 = start.contains("version 2\n");
            filters = FILTER.matcher(start).find();
            buffered.reset();
            afterAdvertisement.run();
            return buffered;
        }
    }

    private final class Counted extends FilterInputStream {
        private long left;

        Counted(InputStream in, long advertisement) {
            super(in);
            this.left = advertisement;
        }

        @Override
        public int read() throws IOException {
            var value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            received += bytes;
            left -= bytes;
            if (left < 0) {
                throw new GitException(GitFault.ADVERTISEMENT_TOO_LARGE, "The git host tells more than "
                        + (MAX_ADVERTISEMENT >> 20) + " MB about the branches and tags of " + remote.name());
            }
            if (received > limits.maxReceivedBytes()) {
                throw new GitException(GitFault.FETCH_TOO_LARGE,
                        "Fetching " + remote.name() + " exceeds the limit of " + limits.maxReceivedBytes() + " bytes");
            }
        }
    }
}
