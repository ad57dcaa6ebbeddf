package dev.infrahub.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is sent in the place of a token, by name: other kinds of token, and a good one that was damaged. */
final class MalformedTokens {

    private static final long SEED = 20261129;
    private static final int DAMAGED = 150;

    /** Of tokens: another character may be one that Base64 passes over. */
    private static final String CHARACTERS = "ABCxyz019-_.";

    private static final List<String> HEADERS = List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"NONE\"}",
            "{\"alg\":\"HS256\"}",
            "{\"alg\":\"RS256\"}",
            "{\"alg\":\"RS256\",\"kid\":7}",
            "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}",
            "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
            "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}",
            "{\"alg\":\"RS256\",\"x5c\":[\"AA\"]}",
            "{\"alg\":\"RS256\",\"zip\":\"DEF\"}",
            "{\"alg\":\"ES256\",\"kid\":\"unknown\"}",
            "{\"alg\":\"EdDSA\"}",
            "{\"alg\":\"unheard-of\"}",
            "{\"alg\":7}",
            "{\"alg\":null}",
            "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}",
            "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"k\"}",
            "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128CBC-HS256\",\"p2c\":2147483647,\"p2s\":\"AA\"}",
            "{}",
            "[]",
            "null",
            "7",
            "\"text\"",
            "{\"alg\":\"RS256\"",
            "[".repeat(2000),
            "{\"a\":".repeat(1000),
            "{\"alg\":\"RS256\",\"x\":\"" + "x".repeat(3000) + "\"}",
            "");

    private MalformedTokens() {}

    /** A JWE, which nobody here can decrypt. */
    static String encrypted(String kid) {
        return part("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"kid\":\"" + kid + "\"}") + ".." + part("iviviviviviv") + "."
                + part("ciphertext") + "." + part("tagtagtagtagtag!");
    }

    /** @param good one to be damaged */
    static Map<String, String> of(String good) {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("a JWE", encrypted("k"));
        for (String header : HEADERS) {
            // no part at all is no token, and told so
            for (int parts = header.isEmpty() ? 2 : 1; parts <= 6; parts++) {
                String name = (header.length() > 60 ? header.substring(0, 60) : header) + " in " + parts + " parts";
                tokens.put(name, part(header) + ("." + part("{\"sub\":\"u-1\"}")).repeat(parts - 1));
            }
        }
        tokens.put("dots", ".".repeat(50));
        tokens.put("four dots", "a....");
        tokens.put("no Base64", "%%%.%%%.%%%");
        tokens.put("much", "A".repeat(6000));
        tokens.put("much in parts", ("A".repeat(1900) + ".").repeat(2) + "A".repeat(1900));
        damage(tokens, good);
        return tokens;
    }

    private static void damage(Map<String, String> tokens, String good) {
        Random random = new Random(SEED);
        for (int n = 0; n < DAMAGED; n++) {
            StringBuilder token = new StringBuilder(good);
            int place = random.nextInt(token.length());
            switch (random.nextInt(3)) {
                case 0 -> token.setLength(Math.max(1, place));
                case 1 -> token.insert(place, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                default -> token.delete(place, Math.min(token.length(), place + 2 + random.nextInt(40)));
            }
            tokens.put("damaged " + n, token.toString());
        }
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
