package dev.infrahub.quantumapilocal.domain;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses.
 *
 * @param address its first, of 4 or 16 bytes
 * @param prefix how many leading bits are the block's
 */
public record Cidr(InetAddress address, int prefix) {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address alone; empty for anything else, host names too. */
    public static Optional<Cidr> of(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(host);
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > bits ? Optional.empty() : Optional.of(new Cidr(address, prefix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        byte[] block = address.getAddress();
        byte[] tested = other.getAddress();
        int whole = prefix / Byte.SIZE;
        int rest = prefix % Byte.SIZE;
        if (block.length != tested.length || !Arrays.equals(block, 0, whole, tested, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - rest);
        return rest == 0 || (block[whole] & mask) == (tested[whole] & mask);
    }
}
