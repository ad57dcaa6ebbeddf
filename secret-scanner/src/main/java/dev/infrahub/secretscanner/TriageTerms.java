package dev.infrahub.secretscanner;

import dev.infrahub.json.Parts;
import java.util.Set;

/** Words that say something about a credential, by what they may be said of. */
final class TriageTerms {

    static final Set<String> SEVERITIES = Set.of("low", "medium", "high", "critical");

    /** Said of what stands in a file of tests alone. */
    static final Set<String> OF_TESTS = terms("""
            test tests testing fixture fixtures sample samples example examples demo mock mocks stub dummy fake placeholder placeholders
            synthetic""");

    /** May be said of any, and denied of none. */
    static final Set<String> OF_ALL = terms("""
            real genuine secret secrets credential credentials key keys token tokens password passwords finding findings new look looks
            rotate revoke replace remove do done act action need needs needed necessary required attention urgent urgency hurry
            risk risky danger dangerous harm impact threat loss damage concern problem""");

    /** Nobody knows it, or it is for those in charge to say. */
    static final Set<String> OF_NONE = terms("""
            safe safely harmless trivial benign negligible minimal little cosmetic fine ok okay acceptable minor insignificant irrelevant
            unimportant unproblematic ignore ignored ignoring dismiss dismissed suppress suppressed allow allowed allowlist whitelist exempt
            leave wait later postpone defer unless false positive positives mistake mistaken error wrong invalid inactive disabled expired
            expire expires revoked rotated replaced fixed closed resolved removed deleted gone handled known unused unusable useless worthless
            obsolete outdated deprecated old dead active valid live works public""");

    private TriageTerms() {}

    private static Set<String> terms(String text) {
        return Set.copyOf(Parts.of(text.replace('\n', ' '), ' '));
    }
}
