package dev.infrahub.ai;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.infrahub.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The facts that a model is told, as JSON: whatever stands in them is a string of it. The most telling come first, and those
 * that the budget has no room for are left out and counted, never cut.
 *
 * @param facts without what must not be sent
 * @param leftOut how many more there are
 */
record Brief(List<String> facts, int leftOut) {

    /** Of one fact: what is longer says less. */
    private static final int LONGEST_FACT = 600;

    /** Quotes, a comma and the turn of a line. */
    private static final int TOKENS_BETWEEN = 3;

    private static final String ELLIPSIS = "…";

    /** Close to every provider's own count, and the fastest to make. */
    private static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    /**
     * @param facts the most telling first
     * @param scrub takes out of each what must not be sent
     */
    static Brief of(List<String> facts, UnaryOperator<String> scrub, int tokens) {
        List<String> told = new ArrayList<>();
        int left = tokens;
        int leftOut = 0;
        for (String fact : facts) {
            String scrubbed = shortened(scrub.apply(fact));
            int cost = tokens(scrubbed) + TOKENS_BETWEEN;
            if (cost <= left) {
                told.add(scrubbed);
                left -= cost;
            } else {
                leftOut++;
            }
        }
        return new Brief(told, leftOut);
    }

    /** What is sent. */
    String text() {
        return new Json()
                .withTexts("facts", facts)
                .with("factsLeftOut", leftOut)
                .text();
    }

    static int tokens(String text) {
        return ENCODING.countTokensOrdinary(text);
    }

    private static String shortened(String fact) {
        if (fact.length() <= LONGEST_FACT) {
            return fact;
        }
        int end = fact.offsetByCodePoints(0, fact.codePointCount(0, LONGEST_FACT - 1));
        return fact.substring(0, end) + ELLIPSIS;
    }
}
