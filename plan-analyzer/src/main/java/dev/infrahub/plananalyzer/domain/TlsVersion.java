package dev.infrahub.plananalyzer.domain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oldest TLS 1.x that a setting accepts, as the providers spell it; SSL and "no minimum" come before all of them. */
final class TlsVersion {

    private static final int OLDER_THAN_TLS = -1;

    /** The first that matches counts; no group means 1.0, as in {@code TLSv1} or {@code ELBSecurityPolicy-2016-08}. */
    private static final List<Pattern> SPELLINGS = List.of(
            Pattern.compile("ELBSecurityPolicy-TLS13-1-([0-3])-.*"),
            Pattern.compile("ELBSecurityPolicy-(?:TLS|FS)-1-([0-3])-.*"),
            Pattern.compile("ELBSecurityPolicy-.*()"),
            // a year may follow: TLSv1_2016 is 1.0, TLSv1.2_2021 is 1.2
            Pattern.compile("(?i)(?:Policy-Min-)?TLS[v_-]?1(?:[._-]([0-3]))?(?![0-9]).*"),
            Pattern.compile("1\\.([0-3])"));

    private static final Pattern NONE = Pattern.compile("(?i)SSLv3|Disabled");

    private TlsVersion() {}

    static Optional<Integer> oldestAccepted(String setting) {
        if (NONE.matcher(setting).matches()) {
            return Optional.of(OLDER_THAN_TLS);
        }
        return SPELLINGS.stream()
                .map(spelling -> spelling.matcher(setting))
                .filter(Matcher::matches)
                .findFirst()
                .map(matcher -> matcher.group(1) == null || matcher.group(1).isEmpty()
                        ? 0
                        : Integer.parseInt(matcher.group(1)));
    }
}
