package io.upmpublisher.web.limit;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Tells where a request comes from. Read from the right, as each proxy appends whom it saw: what a client writes into
 * X-Forwarded-For itself stands left of it. (Quarkus takes the leftmost, with which anybody could be from anywhere.)
 */
final class Sources {

    private static final String UNKNOWN = "unknown";
    /** What one subscriber has for himself (RFC 6177): single IPv6 addresses cost nothing. */
    private static final int IPV6_BITS = 64;
    private static final int MAX_HOPS = 20;

    private final List<AddressRange> proxies;

    Sources(List<String> trustedProxies) {
        proxies = trustedProxies.stream().map(String::strip).filter(each -> !each.isEmpty()).map(AddressRange::parse).toList();
    }

    /**
     * @param peer the connection's other end
     * @param forwarded the values of X-Forwarded-For in their order
     */
    String of(@Nullable String peer, List<String> forwarded) {
        var source = Optional.ofNullable(peer).flatMap(AddressRange::address);
        if (source.isPresent() && isProxy(source.get()) && !forwarded.isEmpty()) {
            var hops = List.of(String.join(",", forwarded).split(",")).reversed();
            for (var hop : hops.subList(0, Math.min(MAX_HOPS, hops.size()))) {
                var next = AddressRange.address(withoutPort(hop.strip()));
                if (next.isEmpty()) {
                    // What a trusted proxy never wrote: whoever wrote it is behind the last address that is known.
                    break;
                }
                source = next;
                if (!isProxy(next.get())) {
                    break;
                }
            }
        }
        return source.map(Sources::key).orElse(UNKNOWN);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    /** Some proxies append ports: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            return hop.substring(1, Math.max(1, hop.indexOf(']')));
        }
        var colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static String key(InetAddress address) {
        return address.getAddress().length == 4 ? address.getHostAddress()
                : HexFormat.of().formatHex(AddressRange.masked(address, IPV6_BITS), 0, IPV6_BITS / 8) + "/" + IPV6_BITS;
    }
}
