package dev.infrahub.plananalyzer;

import dev.infrahub.faults.Fault;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.secrets.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says beside itself: whose it is, and where it comes from. The gateway holds callers to all of this; whoever
 * publishes past it is held to it here.
 */
final class Provenance {

    private static final String CODE = "event.invalid";
    private static final int LONGEST = 255;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 2000;
    private static final int HASH = 64;

    private Provenance() {}

    /** @throws Fault.Invalid {@code event.invalid} that names the field, or {@code plan.id_mismatch} */
    static void require(PlanSubmitted plan) {
        requireClient(plan.getClient());
        requireLine("module", plan.getModule(), LONGEST);
        requireLine("environment", plan.getEnvironment(), LONGEST_NAME);
        requireLine("team", plan.getTeam(), LONGEST_NAME);
        requireLine("commit", plan.getCommit(), LONGEST_NAME);
        requireAddress("prUrl", plan.getPrUrl());
        requireAddress("runUrl", plan.getRunUrl());
        requireLine("fingerprint", plan.getFingerprint(), LONGEST_NAME);
        requireHash(plan.getPlanHash());
        requireOwnId(plan);
    }

    private static void requireClient(String client) {
        boolean isOne = !client.isEmpty()
                && client.length() <= LONGEST_NAME
                && isLetterOrDigit(client.charAt(0))
                && client.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
        if (!isOne) {
            throw invalid("client takes the name of a client: at most 100 letters, digits and . _ -, no sign first.");
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private static void requireLine(String field, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.length() > longest || text.codePoints().anyMatch(Provenance::isNoText)) {
            throw invalid(field + " takes one line of at most " + longest + " characters.");
        }
        if (!Secrets.find(text).isEmpty()) {
            throw invalid(field + " holds a credential.");
        }
    }

    private static boolean isNoText(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    private static void requireAddress(String field, @Nullable String text) {
        requireLine(field, text, LONGEST_ADDRESS);
        if (text != null && !isAddress(text)) {
            throw invalid(field + " takes an http or https URL.");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void requireHash(String hash) {
        if (hash.length() != HASH || !hash.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw invalid("planHash takes a SHA-256, 64 lower-case hex digits.");
        }
    }

    /** Any other could be the id of another client's plan. */
    private static void requireOwnId(PlanSubmitted plan) {
        String own = PlanId.of(
                        plan.getClient(), plan.getModule(), plan.getEnvironment(), plan.getFormat(), plan.getPlanHash())
                .map(UUID::toString)
                .orElse("");
        if (!own.equals(plan.getPlanId())) {
            throw new Fault.Invalid(
                    "plan.id_mismatch",
                    "planId is not the one that follows from client, module, environment, format and planHash.");
        }
    }

    private static Fault.Invalid invalid(String detail) {
        return new Fault.Invalid(CODE, detail);
    }
}
