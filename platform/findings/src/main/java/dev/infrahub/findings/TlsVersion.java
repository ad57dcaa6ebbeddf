package dev.infrahub.findings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The oldest TLS 1.x that a setting accepts, as the providers spell it; SSL and "no minimum" come before all of them. */
final class TlsVersion {

    private static final int OLDER_THAN_TLS = -1;

    private static final Set<String> NONE = Set.of("sslv3", "disabled");
    private static final String BALANCER = "ELBSecurityPolicy-";
    private static final List<String> BALANCERS_BY_VERSION = List.of("TLS13-1-", "TLS-1-", "FS-1-");

    private TlsVersion() {}

    /** No minor version means 1.0, as in {@code TLSv1} or {@code ELBSecurityPolicy-2016-08}. */
    static Optional<Integer> oldestAccepted(String setting) {
        String lower = setting.toLowerCase(Locale.ROOT);
        if (NONE.contains(lower)) {
            return Optional.of(OLDER_THAN_TLS);
        }
        if (setting.startsWith(BALANCER)) {
            return Optional.of(ofBalancer(setting.substring(BALANCER.length())));
        }
        String version = without("policy-min-", lower);
        return version.startsWith("tls")
                ? ofTls(version.substring("tls".length()))
                : lower.startsWith("1.") && lower.length() == "1.2".length() && isMinor(lower, 2)
                        ? Optional.of(minor(lower, 2))
                        : Optional.empty();
    }

    private static int ofBalancer(String policy) {
        return BALANCERS_BY_VERSION.stream()
                .filter(policy::startsWith)
                .filter(start -> isMinor(policy, start.length()) && policy.startsWith("-", start.length() + 1))
                .findFirst()
                .map(start -> minor(policy, start.length()))
                .orElse(0);
    }

    /** Behind "tls"; a year may follow: TLSv1_2016 is 1.0, TLSv1.2_2021 is 1.2. Azure says Tls, Tls11 and Tls12. */
    private static Optional<Integer> ofTls(String text) {
        if (text.isEmpty()) {
            return Optional.of(0);
        }
        int start = "v_-".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        if (!text.startsWith("1", start)) {
            return Optional.empty();
        }
        int behind = start + 1;
        boolean hasMinor = text.length() > behind
                && "._-".indexOf(text.charAt(behind)) >= 0
                && isMinor(text, behind + 1)
                && !isDigit(text, behind + 2);
        if (hasMinor) {
            return Optional.of(minor(text, behind + 1));
        }
        if (isMinor(text, behind) && text.length() == behind + 1) {
            return Optional.of(minor(text, behind));
        }
        return isDigit(text, behind) ? Optional.empty() : Optional.of(0);
    }

    private static String without(String start, String text) {
        return text.startsWith(start) ? text.substring(start.length()) : text;
    }

    private static boolean isMinor(String text, int at) {
        return isDigit(text, at) && text.charAt(at) <= '3';
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int minor(String text, int at) {
        return text.charAt(at) - '0';
    }
}
