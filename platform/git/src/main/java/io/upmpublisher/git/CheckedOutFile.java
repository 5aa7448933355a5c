package io.upmpublisher.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A file of a commit with the bytes that {@code git clone} gives it on Linux. Only content that attributes change is read to
 * learn its size; none is held in memory. Safe for several threads while the mirror is open.
 */
public final class CheckedOutFile {
    private final CommitTree tree;
    private final TreeEntry entry;
    private final Conversion conversion;
    private volatile @Nullable Form form;

    CheckedOutFile(CommitTree tree, TreeEntry entry, Conversion conversion) {
        this.tree = tree;
        this.entry = entry;
        this.conversion = conversion;
    }

    /**
     * How the content comes out.
     *
     * @param carriageReturns whether line ends change
     * @param encoding what it is turned into
     * @param size in bytes
     */
    private record Form(boolean carriageReturns, Optional<String> encoding, long size) {
    }

    /** Whether Git LFS would put another content in its place; {@link #stored} gives the pointer. */
    public boolean isKeptInLfs() {
        return conversion.lfs();
    }

    public TreeEntry entry() {
        return entry;
    }

    /** Whether attributes ask for other bytes than those in the repository. */
    public boolean isChanged() {
        return !conversion.changesNothing();
    }

    /** How many bytes {@link #open} gives. */
    public long size() {
        return form().size();
    }

    /** The encoding that the content has not got although an attribute asks for it, because it is no UTF-8 or does not fit. */
    public Optional<String> encodingNotGiven() {
        return storedSize() == 0 ? Optional.empty() : conversion.encoding().filter(_ -> form().encoding().isEmpty());
    }

    public InputStream open() {
        return open(form());
    }

    /** How many bytes {@link #stored} gives. */
    public long storedSize() {
        return tree.size(entry);
    }

    /** The content as it is in the repository. */
    public InputStream stored() {
        return tree.open(entry);
    }

    private InputStream open(Form as) {
        // Made first: an encoding that is not supported must leave nothing open.
        var encoding = as.encoding().map(TreeEncoding::of);
        var content = identified();
        if (as.carriageReturns()) {
            content = new TransformedStream(content, new CarriageReturns());
        }
        return encoding.isPresent() ? new TransformedStream(content, encoding.get()) : content;
    }

    private InputStream identified() {
        if (!conversion.ident()) {
            return tree.open(entry);
        }
        var id = entry.objectId();
        return new TransformedStream(tree.open(entry),
                conversion.needsWhole() ? new IdentKeyword(id) : new IdentKeywordInPieces(id));
    }

    private Form form() {
        var known = form;
        if (known == null) {
            var stored = storedSize();
            known = stored == 0 || conversion.changesNothing() ? new Form(false, Optional.empty(), stored)
                    : tree.guarded(entry.path(), this::measured);
            form = known;
        }
        return known;
    }

    private Form measured() throws IOException {
        var carriageReturns = switch (conversion.lineEnds()) {
            case AS_THEY_ARE -> false;
            case CRLF -> true;
            case CRLF_IF_TEXT -> isText();
        };
        if (conversion.encoding().isPresent()) {
            try {
                return sized(new Form(carriageReturns, conversion.encoding(), 0));
            } catch (CharacterCodingException e) {
                // Git says so, and leaves the content as it is.
            }
        }
        return sized(new Form(carriageReturns, Optional.empty(), 0));
    }

    private boolean isText() throws IOException {
        try (var content = identified()) {
            return LineEndStats.of(content).isTextWithoutCarriageReturns();
        }
    }

    private Form sized(Form as) throws IOException {
        try (var content = open(as)) {
            return new Form(as.carriageReturns(), as.encoding(), content.transferTo(OutputStream.nullOutputStream()));
        }
    }
}
