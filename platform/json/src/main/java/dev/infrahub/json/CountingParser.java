package dev.infrahub.json;

import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Counts what a document is made of while it is read, and accounts for the memory of the value that is being made of it: the
 * last one is thought to be forgotten when the next one begins, unless it was {@linkplain #keepTree kept}.
 */
final class CountingParser extends JsonParserDelegate {

    /** Of a token in a tree, of what is made of it on the way (a copy without secrets, a digest), and of a character. */
    private static final int BYTES_A_TOKEN = 160;

    private static final int BYTES_A_CHARACTER = 4;
    private static final int BYTES_A_NAME = 128;

    /** Of what is read and not kept something stays: an address, a digest. */
    private static final int STAYS = 32;

    private static final int CHECKED_EVERY = 1024;

    private final Limits limits;
    private final Allowance allowance;
    private final Set<String> names = new HashSet<>();
    private final int[] members;
    private int depth;
    private int tokens;
    private int changes;
    private int treeTokens;
    private long treeBytes;
    private int stays = STAYS;
    private long nameBytes;
    private boolean inTree;

    CountingParser(JsonParser parser, Limits limits, Allowance allowance) {
        super(parser);
        this.limits = limits;
        this.allowance = allowance;
        this.members = new int[limits.depth() + 2];
    }

    /** From now on a value is made that is in memory as a whole. */
    void beginTree() {
        allowance.letGo(treeBytes - treeBytes / stays);
        treeTokens = 0;
        treeBytes = 0;
        stays = STAYS;
        inTree = true;
        countInTree();
    }

    void endTree() {
        inTree = false;
    }

    /** Goes on counting where another document ended. */
    void countFrom(CountingParser earlier) {
        changes = earlier.changes;
    }

    /** The next value is one of many of each of which something stays. */
    void countChange() {
        Limit.CHANGES.check(++changes, limits.changes());
    }

    /** Of the last value half stays in memory when the next one begins. */
    void keepHalf() {
        stays = 2;
    }

    /** The last value stays in memory, also when the next one begins. */
    void keepTree() {
        treeBytes = 0;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        JsonToken token = delegate.nextToken();
        if (token == null) {
            return null;
        }
        if (++tokens % CHECKED_EVERY == 0) {
            allowance.check();
        }
        if (inTree) {
            countInTree();
        }
        switch (token) {
            case START_OBJECT, START_ARRAY -> members[++depth] = 0;
            case END_OBJECT, END_ARRAY -> depth--;
            case PROPERTY_NAME -> countName();
            default -> {}
        }
        return token;
    }

    private void countInTree() {
        Limit.TREE.check(++treeTokens, limits.tree());
        hold(BYTES_A_TOKEN);
    }

    private void hold(long bytes) {
        treeBytes += bytes;
        allowance.hold(bytes);
    }

    private void countName() {
        Limit.MEMBERS.check(++members[depth], limits.members());
        String name = delegate.currentName();
        if (names.add(name)) {
            Limit.NAMES.check(names.size(), limits.names());
            // the parser's own table of names holds it as well, to the end
            long bytes = BYTES_A_NAME + (long) BYTES_A_CHARACTER * name.length();
            nameBytes += bytes;
            allowance.hold(bytes);
        }
    }

    @Override
    public @Nullable String getString() {
        String text = delegate.getString();
        if (inTree && text != null) {
            hold((long) BYTES_A_CHARACTER * text.length());
        }
        return text;
    }

    /** What is skipped is counted as well. */
    @Override
    public JsonParser skipChildren() {
        int outside = depth - 1;
        if (currentToken() == JsonToken.START_OBJECT || currentToken() == JsonToken.START_ARRAY) {
            while (depth > outside && nextToken() != null) {
                // counts
            }
        }
        return this;
    }

    @Override
    public void close() {
        delegate.close();
        allowance.letGo(treeBytes + nameBytes);
        treeBytes = 0;
        nameBytes = 0;
    }

    @Override
    public int releaseBuffered(OutputStream out) {
        return delegate.releaseBuffered(out);
    }
}
