package io.upmpublisher.web.limit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

import io.netty.util.NetUtil;

/**
 * An address, or a network as in {@code 10.0.0.0/8}.
 *
 * @param bits how many of the first bits must agree
 */
record AddressRange(InetAddress network, int bits) {

    /** @throws IllegalArgumentException for any other form; names are never looked up */
    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is neither an address nor a network"));
        var all = address.getAddress().length * 8;
        var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("\"" + text + "\" has more bits than its address");
        }
        return new AddressRange(address, bits);
    }

    /** An IPv4 address that is written as an IPv6 one is the IPv4 address. Empty for anything that is no address. */
    static Optional<InetAddress> address(String text) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == network.getAddress().length
                && Arrays.equals(masked(address, bits), masked(network, bits));
    }

    /** The address with all but its first bits cleared. */
    static byte[] masked(InetAddress address, int bits) {
        var bytes = address.getAddress();
        for (var at = 0; at < bytes.length; at++) {
            var kept = Math.clamp(bits - at * 8L, 0, 8);
            bytes[at] &= (byte) (0xff << 8 - kept);
        }
        return bytes;
    }
}
