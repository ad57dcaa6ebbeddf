package dev.infrahub.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * How large a JSON document may be, in each way in which one can be large. Beyond them reading ends with {@link BeyondLimit},
 * which names the limit.
 *
 * @param depth levels of arrays and objects
 * @param tokens all that a document is made of: names, values, and where each list and object begins and ends
 * @param tree tokens of one value that is in memory as a whole, such as a resource change
 * @param changes values that are read one by one and of each of which something stays, as of a resource change
 * @param members of one object
 * @param names different names of members in the whole document
 * @param string characters of one string
 * @param number characters of one number
 * @param name characters of one name
 */
public record Limits(
        int depth, long tokens, int tree, int changes, int members, int names, int string, int number, int name) {

    /** Of plans: three times those of a plan of 50 MB, and far beyond any value in a real one. */
    public static final Limits OF_PLANS =
            new Limits(500, 12_000_000, 400_000, 30_000, 50_000, 100_000, 4 * 1024 * 1024, 1000, 8192);

    /** Of the JSON of requests: evidence is the longest text in one, 7.5 MiB of Base64 on its way to be signed. */
    public static final Limits OF_REQUESTS =
            new Limits(100, 400_000, 400_000, 30_000, 50_000, 50_000, 8 * 1024 * 1024, 1000, 8192);

    /** Of what is in memory as a text already, such as a policy in a plan or evidence: it holds no more than that text does. */
    static final Limits OF_TEXTS = new Limits(
            500,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            32 * 1024 * 1024,
            1000,
            8192);

    /** What of them a parser of Jackson's looks after itself: depth, tokens, and how long strings, numbers and names are. */
    public StreamReadConstraints constraints() {
        return new Constraints(this);
    }

    JsonFactory factory() {
        return JsonFactory.builder().streamReadConstraints(constraints()).build();
    }

    /** The same parser, which also counts, and spends the {@link Allowance} that there is. */
    public JsonParser counting(JsonParser parser) {
        return new CountingParser(parser, this, Allowance.current());
    }

    /** Jackson's own checks, told apart by what they check. */
    private static final class Constraints extends StreamReadConstraints {

        private static final long serialVersionUID = 1L;

        private Constraints(Limits limits) {
            super(limits.depth, -1, limits.tokens, limits.number, limits.string, limits.name);
        }

        @Override
        public void validateNestingDepth(int depth) {
            Limit.DEPTH.check(depth, getMaxNestingDepth());
        }

        @Override
        public void validateTokenCount(long count) {
            Limit.TOKENS.check(count, getMaxTokenCount());
        }

        @Override
        public void validateStringLength(int length) {
            Limit.STRING.check(length, getMaxStringLength());
        }

        @Override
        public void validateStringLengthLong(long length) {
            Limit.STRING.check(length, getMaxStringLength());
        }

        @Override
        public void validateFPLength(int length) {
            Limit.NUMBER.check(length, getMaxNumberLength());
        }

        @Override
        public void validateIntegerLength(int length) {
            Limit.NUMBER.check(length, getMaxNumberLength());
        }

        @Override
        public void validateNameLength(int length) {
            Limit.NAME.check(length, getMaxNameLength());
        }
    }
}
