package dev.infrahub.ai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.infrahub.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The facts that a model is told, as JSON: whatever stands in them is a string of it. The most telling come first, and those
 * that the budget has no room for are left out and counted.
 *
 * @param facts without what must not be sent
 * @param leftOut how many more there are, of both kinds
 * @param quotes lines of others, as far as there is room behind the facts
 */
public record PromptContext(List<String> facts, int leftOut, List<String> quotes) {

    /** Of one fact: what is longer is cut, whatever room there is. */
    private static final int LONGEST_FACT = 600;

    /** Quotes, a comma and the turn of a line. */
    private static final int TOKENS_BETWEEN = 3;

    private static final String ELLIPSIS = "…";

    /** Close to every provider's own count, and the fastest to make. */
    private static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    public PromptContext {
        facts = List.copyOf(facts);
        quotes = List.copyOf(quotes);
    }

    /** What is told of a question. */
    public static PromptContext of(Question question, AiProperties properties) {
        return of(
                question.facts(),
                question.quotes(),
                new Scrubber(properties.scrubbed())::scrub,
                properties.promptTokens());
    }

    /** @param scrub takes out of each line what must not be sent */
    static PromptContext of(List<String> facts, List<String> quotes, UnaryOperator<String> scrub, int tokens) {
        List<String> told = new ArrayList<>();
        int left = taken(facts, scrub, tokens, told);
        List<String> quoted = new ArrayList<>();
        var _ = taken(quotes, scrub, left, quoted);
        return new PromptContext(told, facts.size() - told.size() + quotes.size() - quoted.size(), quoted);
    }

    /** @return how many tokens are left */
    private static int taken(List<String> lines, UnaryOperator<String> scrub, int tokens, List<String> taken) {
        int left = tokens;
        // each takes a token at least, so that of a plan's hundred thousand lines few are looked at
        for (String line : lines.subList(0, Math.min(lines.size(), Math.max(0, tokens)))) {
            String scrubbed = shortened(scrub.apply(whole(line)));
            int cost = tokens(scrubbed) + TOKENS_BETWEEN;
            if (cost <= left) {
                taken.add(scrubbed);
                left -= cost;
            }
        }
        return left;
    }

    /** How many tokens it is with the instructions and the form of the answer, by and large. */
    public int tokens(Prompt prompt) {
        return tokens(prompt.instructions()) + tokens(prompt.parts().toString()) + tokens(text());
    }

    /** What is sent. */
    public String text() {
        return new Json()
                .withTexts("facts", facts)
                .with("leftOut", leftOut)
                .withTexts("quotes", quotes)
                .text();
    }

    static int tokens(String text) {
        return ENCODING.countTokensOrdinary(text);
    }

    /** Half a character has no place in JSON: a question mark stands there. */
    static String whole(String line) {
        return new String(line.getBytes(UTF_8), UTF_8);
    }

    private static String shortened(String fact) {
        if (fact.length() <= LONGEST_FACT) {
            return fact;
        }
        int end = fact.offsetByCodePoints(0, fact.codePointCount(0, LONGEST_FACT - 1));
        return fact.substring(0, end) + ELLIPSIS;
    }
}
