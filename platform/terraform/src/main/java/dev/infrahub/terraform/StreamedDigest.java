package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * SHA-256 of a JSON value whatever the order of its members, taken while it is read: of an object the digests of its members are
 * in memory, and never a value.
 *
 * @param ofNothing whether the value is null or empty
 */
record StreamedDigest(String hex, boolean ofNothing) {

    /** Of the value that starts at the parser's current token; leaves the parser on its last one. */
    static StreamedDigest read(JsonParser parser) {
        return JsonValues.tree(parser, StreamedDigest::digest);
    }

    private static StreamedDigest digest(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, String> members = new TreeMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, digest(parser).hex);
                }
                yield ofMembers(members);
            }
            case START_ARRAY -> {
                MessageDigest sha256 = begun('[');
                int count = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    update(sha256, digest(parser).hex);
                    count++;
                }
                yield ended(sha256, count == 0);
            }
            default -> ofLeaf(JsonValues.leaf(parser));
        };
    }

    static StreamedDigest of(Value value) {
        return switch (value) {
            case Value.Members(var values) -> {
                Map<String, String> members = new TreeMap<>();
                values.forEach((name, member) -> members.put(name, of(member).hex));
                yield ofMembers(members);
            }
            case Value.Items(var items) -> {
                MessageDigest sha256 = begun('[');
                items.forEach(item -> update(sha256, of(item).hex));
                yield ended(sha256, items.isEmpty());
            }
            default -> ofLeaf(value);
        };
    }

    private static StreamedDigest ofMembers(Map<String, String> members) {
        MessageDigest sha256 = begun('{');
        members.forEach((name, digest) -> {
            update(sha256, ofLeaf(new Value.Text(name)).hex);
            update(sha256, digest);
        });
        return ended(sha256, members.isEmpty());
    }

    private static StreamedDigest ofLeaf(Value leaf) {
        MessageDigest sha256 = begun('=');
        sha256.update(ExactValues.canonical(leaf));
        return ended(sha256, Known.isEmpty(leaf));
    }

    private static MessageDigest begun(char kind) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) kind);
        return sha256;
    }

    private static void update(MessageDigest sha256, String hex) {
        sha256.update(hex.getBytes(StandardCharsets.US_ASCII));
    }

    private static StreamedDigest ended(MessageDigest sha256, boolean ofNothing) {
        return new StreamedDigest(HexFormat.of().formatHex(sha256.digest()), ofNothing);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
