package dev.infrahub.findings;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A set of addresses, however they are spelt: it tells how much of the internet they are together. Networks that stand for
 * nobody out there (private, documentation, multicast) count as nothing. Of IPv6 the first 64 bits are looked at.
 */
final class Addresses {

    private static final Set<String> EVERYONE =
            Set.of("*", "any", "all", "anywhere", "everyone", "internet", "0", "/0");

    private static final Set<String> EVERYONE_BY_FOUR =
            Set.of("*.*.*.*", "any4", "any-ipv4", "anywhere-ipv4", "0/0", "0.0.0.0");

    private static final Set<String> EVERYONE_BY_SIX = Set.of("any6", "any-ipv6", "anywhere-ipv6", "::");

    /** Of this length every network is everything, whatever it is called: {@code <nw>/0}. */
    private static final String NO_LENGTH = "/0";

    /** Everything that anybody may rent in Azure, as a service tag. */
    private static final String AZURE = "azurecloud";

    private static final int LONGEST = 100;

    /** What is in use of IPv4 by anybody: all but IANA's special purposes that are large enough to matter. */
    private static final List<Span> PUBLIC_FOUR = List.of(
            four("1.0.0.0", "9.255.255.255"),
            four("11.0.0.0", "100.63.255.255"),
            four("100.128.0.0", "126.255.255.255"),
            four("128.0.0.0", "169.253.255.255"),
            four("169.255.0.0", "172.15.255.255"),
            four("172.32.0.0", "192.167.255.255"),
            four("192.169.0.0", "198.17.255.255"),
            four("198.20.0.0", "223.255.255.255"));

    /** The global unicast addresses, 2000::/3. */
    private static final List<Span> PUBLIC_SIX = List.of(new Span(0x2000_0000_0000_0000L, 0x3fff_ffff_ffff_ffffL));

    /** Some organisations own a /8 of IPv4; what is larger is of many. */
    private static final long MOST_OF_ONE_FOUR = 1L << 24;

    /** The largest that anybody got of IPv6 is smaller than a /16. */
    private static final long MOST_OF_ONE_SIX = 1L << 48;

    private static final int BITS_OF_FOUR = 32;
    private static final int BITS_OF_SIX = 128;
    private static final int BITS_KEPT = 64;
    private static final int BITS_BEFORE_FOUR_IN_SIX = 96;
    private static final int ALMOST_ALL = 99;

    private final List<Span> four = new ArrayList<>();
    private final List<Span> six = new ArrayList<>();
    /** By which everyone is among them. */
    private final Set<Version> everyone = EnumSet.noneOf(Version.class);

    private boolean azure;
    private boolean exact = true;

    /** Of the protocol: what is open by one is not open by the other. */
    enum Version {
        FOUR("IPv4"),
        SIX("IPv6");

        private final String words;

        Version(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** From the first to the last, both included, in the order of what has no sign. */
    private record Span(long first, long last) {}

    private record Address(boolean isSix, boolean isMapped, long value) {}

    /** How much of the internet, in a hundred; the least first. */
    record Share(Degree degree, int percent) implements Comparable<Share> {

        @Override
        public int compareTo(Share other) {
            return Comparator.comparing(Share::degree)
                    .thenComparingInt(Share::percent)
                    .compare(this, other);
        }
    }

    /** Who may be there, the fewest first. */
    enum Degree {
        NOBODY,
        /** Whoever rents something in Azure. */
        AZURE,
        /** More than any one organisation owns. */
        PART,
        WORLD
    }

    /** Adds what one text says; false where it looks like addresses and is none. Names of groups and tags add nothing. */
    boolean add(String text) {
        boolean understood = true;
        for (String one : separated(text)) {
            understood &= addOne(one.toLowerCase(Locale.ROOT));
        }
        return understood;
    }

    void add(Addresses others) {
        four.addAll(others.four);
        six.addAll(others.six);
        everyone.addAll(others.everyone);
        azure |= others.azure;
        exact &= others.exact;
    }

    /** Those that are here and not there. */
    Addresses without(Addresses others) {
        Addresses left = new Addresses();
        left.everyone.addAll(everyone);
        left.everyone.removeAll(others.everyone);
        left.azure = azure && !others.azure;
        left.four.addAll(others.everyone.contains(Version.FOUR) ? List.of() : difference(four, others.four));
        left.six.addAll(others.everyone.contains(Version.SIX) ? List.of() : difference(six, others.six));
        return left;
    }

    /** Whether there is none at all. */
    boolean isNobody() {
        return four.isEmpty() && six.isEmpty() && everyone.isEmpty() && !azure;
    }

    /** Whether they are no more than was added: what ends within the bits of IPv6 that are not looked at counts with all of them. */
    boolean isExact() {
        return exact;
    }

    /** How many networks and ranges were added. */
    int spans() {
        return four.size() + six.size();
    }

    void addEveryone() {
        everyone.addAll(EnumSet.allOf(Version.class));
    }

    /** From the first to the last address; 0.0.0.0 alone is how Azure spells all of its services. */
    boolean addFromTo(String first, String last) {
        if (first.strip().equals("0.0.0.0") && last.strip().equals("0.0.0.0")) {
            azure = true;
            return true;
        }
        return addSpan(first.strip(), last.strip());
    }

    private static List<String> separated(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean ends = i == text.length() || text.charAt(i) == ',' || text.charAt(i) == ';';
            if (ends) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private boolean addOne(String spelt) {
        String text = withoutKind(spelt);
        boolean isName = !isOfAddress(text);
        if (EVERYONE.contains(text) || (isName && text.endsWith(NO_LENGTH))) {
            addEveryone();
            return true;
        }
        if (EVERYONE_BY_FOUR.contains(text) || EVERYONE_BY_SIX.contains(text)) {
            everyone.add(EVERYONE_BY_FOUR.contains(text) ? Version.FOUR : Version.SIX);
            return true;
        }
        if (text.equals(AZURE) || text.startsWith(AZURE + ".")) {
            azure = true;
            return true;
        }
        if (text.length() > LONGEST || isName) {
            return true;
        }
        int slash = text.indexOf('/');
        int dash = text.indexOf('-');
        if (slash >= 0) {
            return addNetwork(
                    text.substring(0, slash).strip(), text.substring(slash + 1).strip());
        }
        return dash >= 0
                ? addSpan(
                        text.substring(0, dash).strip(),
                        text.substring(dash + 1).strip())
                : addSpan(text, text);
    }

    /** {@code cidr:10.0.0.0/8}, {@code ip:10.0.0.1}. */
    private static String withoutKind(String text) {
        for (String kind : List.of("cidr:", "ip:")) {
            if (text.startsWith(kind)) {
                return text.substring(kind.length()).strip();
            }
        }
        return text;
    }

    /** What has an address's letters alone, and a separator of its numbers; anything else is a name. */
    private static boolean isOfAddress(String text) {
        boolean separates = text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.indexOf('/') >= 0;
        boolean counts = text.indexOf(':') >= 0 || text.chars().anyMatch(c -> c >= '0' && c <= '9');
        return separates
                && counts
                && text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || ".:/- ".indexOf(c) >= 0);
    }

    private boolean addNetwork(String address, String length) {
        Optional<Address> base = address(address);
        Optional<Integer> bits = base.flatMap(of -> bits(of, length));
        if (bits.isEmpty()) {
            return false;
        }
        Address of = base.get();
        if (of.isMapped() && bits.get() < BITS_BEFORE_FOUR_IN_SIX) {
            addSix(network(0, bits.get(), BITS_KEPT), bits.get() <= BITS_KEPT);
        } else if (of.isSix()) {
            addSix(network(of.value(), bits.get(), BITS_KEPT), bits.get() <= BITS_KEPT);
        } else {
            four.add(network(
                    of.value(), of.isMapped() ? bits.get() - BITS_BEFORE_FOUR_IN_SIX : bits.get(), BITS_OF_FOUR));
        }
        return true;
    }

    /** The host's bits count as nothing, whatever they are: 1.2.3.4/0 is everything. */
    private static Span network(long value, int bits, int width) {
        long host = bits >= BITS_KEPT ? 0 : bits == 0 && width == BITS_KEPT ? -1 : (1L << (width - bits)) - 1;
        return new Span(value & ~host, value | host);
    }

    /** The length of a network's prefix, also as a mask. */
    private static Optional<Integer> bits(Address of, String text) {
        if (text.indexOf('.') >= 0 && !of.isSix()) {
            return address(text)
                    .filter(mask -> !mask.isSix() && !mask.isMapped())
                    .map(Address::value)
                    .filter(mask -> Long.bitCount(mask) == BITS_OF_FOUR - Long.numberOfTrailingZeros(mask | 1L << 32))
                    .map(Long::bitCount);
        }
        int most = of.isSix() || of.isMapped() ? BITS_OF_SIX : BITS_OF_FOUR;
        return Ports.number(text).filter(bits -> bits <= most);
    }

    private boolean addSpan(String first, String last) {
        Optional<Address> from = address(first);
        Optional<Address> to = address(last);
        if (from.isEmpty() || to.isEmpty() || from.get().isSix() != to.get().isSix()) {
            return false;
        }
        boolean rises = Long.compareUnsigned(from.get().value(), to.get().value()) <= 0;
        if (rises) {
            Span span = new Span(from.get().value(), to.get().value());
            if (from.get().isSix()) {
                addSix(span, false);
            } else {
                four.add(span);
            }
        }
        return rises;
    }

    private void addSix(Span span, boolean whole) {
        six.add(span);
        exact &= whole;
    }

    private static Optional<Address> address(String text) {
        if (text.indexOf('.') < 0 && text.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            byte[] bytes = address.getAddress();
            long value = 0;
            for (int i = 0; i < Math.min(bytes.length, Long.BYTES); i++) {
                value = (value << Byte.SIZE) | (bytes[i] & 0xff);
            }
            boolean isFour = address instanceof Inet4Address;
            return Optional.of(new Address(!isFour, isFour && text.indexOf(':') >= 0, value));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Span four(String first, String last) {
        return new Span(
                address(first).orElseThrow().value(),
                address(last).orElseThrow().value());
    }

    /** How much of the internet all of them are, by the version of which they are more. */
    Share share() {
        Share ofFour = share(Version.FOUR);
        Share ofSix = share(Version.SIX);
        return ofFour.compareTo(ofSix) >= 0 ? ofFour : ofSix;
    }

    /** How much of the internet they are by one version. */
    Share share(Version version) {
        if (everyone.contains(version)) {
            return new Share(Degree.WORLD, 100);
        }
        return switch (version) {
            case FOUR -> {
                Share share = share(four, PUBLIC_FOUR, MOST_OF_ONE_FOUR);
                yield share.degree() == Degree.NOBODY && azure ? new Share(Degree.AZURE, 0) : share;
            }
            case SIX -> share(six, PUBLIC_SIX, MOST_OF_ONE_SIX);
        };
    }

    private static Share share(List<Span> some, List<Span> ofPublic, long mostOfOne) {
        long covered = 0;
        long all = 0;
        List<Span> joined = joined(some);
        for (Span open : ofPublic) {
            all += open.last() - open.first() + 1;
            covered += joined.stream().mapToLong(span -> common(span, open)).sum();
        }
        if (covered <= mostOfOne) {
            return new Share(Degree.NOBODY, 0);
        }
        int percent = Math.max(1, (int) Math.round(100.0 * covered / all));
        return percent >= ALMOST_ALL ? new Share(Degree.WORLD, 100) : new Share(Degree.PART, percent);
    }

    private static long common(Span some, Span open) {
        long first = Long.compareUnsigned(some.first(), open.first()) < 0 ? open.first() : some.first();
        long last = Long.compareUnsigned(some.last(), open.last()) > 0 ? open.last() : some.last();
        return Long.compareUnsigned(first, last) > 0 ? 0 : last - first + 1;
    }

    private static List<Span> difference(List<Span> some, List<Span> others) {
        List<Span> gone = joined(others);
        List<Span> left = new ArrayList<>();
        int next = 0;
        for (Span span : joined(some)) {
            while (next < gone.size() && Long.compareUnsigned(gone.get(next).last(), span.first()) < 0) {
                next++;
            }
            Optional<Span> rest = Optional.of(span);
            for (int i = next; rest.isPresent() && i < gone.size() && overlap(gone.get(i), rest.get()); i++) {
                Span from = rest.get();
                Span taken = gone.get(i);
                if (Long.compareUnsigned(from.first(), taken.first()) < 0) {
                    left.add(new Span(from.first(), taken.first() - 1));
                }
                rest = Long.compareUnsigned(taken.last(), from.last()) < 0
                        ? Optional.of(new Span(taken.last() + 1, from.last()))
                        : Optional.empty();
            }
            rest.ifPresent(left::add);
        }
        return left;
    }

    private static boolean overlap(Span one, Span other) {
        return Long.compareUnsigned(one.first(), other.last()) <= 0
                && Long.compareUnsigned(other.first(), one.last()) <= 0;
    }

    private static List<Span> joined(List<Span> some) {
        List<Span> sorted = some.stream()
                .sorted(Comparator.comparing(Span::first, Long::compareUnsigned))
                .toList();
        List<Span> joined = new ArrayList<>();
        for (Span next : sorted) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && Long.compareUnsigned(next.first(), last.last()) <= 0) {
                long end = Long.compareUnsigned(next.last(), last.last()) > 0 ? next.last() : last.last();
                joined.set(joined.size() - 1, new Span(last.first(), end));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
