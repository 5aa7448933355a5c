package io.upmpublisher.publisher.tarball;

import java.util.Comparator;
import java.util.Locale;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;

/**
 * npm's order of entries: extension, then name, then path, as JavaScript's {@code localeCompare(…, 'en')}, which is
 * ICU's. The tarball's hash depends on it.
 */
final class PackOrder implements Comparator<String> {

    static final PackOrder INSTANCE = new PackOrder();

    private final Collator collator;

    private PackOrder() {
        collator = Collator.getInstance(ULocale.ENGLISH);
        collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
        collator.freeze();
    }

    @Override
    public int compare(String left, String right) {
        var order = collator.compare(lower(PackPath.extension(left)), lower(PackPath.extension(right)));
        if (order == 0) {
            order = collator.compare(lower(PackPath.basename(left)), lower(PackPath.basename(right)));
        }
        if (order == 0) {
            order = collator.compare(asWalked(left), asWalked(right));
        }
        return order == 0 ? left.compareTo(right) : order;
    }

    /** npm protects a leading @ from its tar library before it sorts. */
    private static String asWalked(String path) {
        return path.startsWith("@") ? "./" + path : path;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
