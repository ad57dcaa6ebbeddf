package dev.infrahub.terraform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Plans as bad transport and bad tools leave them. */
final class Damage {

    private static final Pattern NAME = Pattern.compile("\"(\\w+)\":");
    private static final Pattern SCALAR = Pattern.compile(":\\s*(\"[^\"\\\\]*\"|true|false|null|\\d+|\\[\\]|\\{\\})");
    private static final List<String> OTHER_VALUES =
            List.of("null", "true", "17", "1e999999999", "\"text\"", "[]", "{}", "[[1]]", "{\"a\": {\"b\": [true]}}");

    private Damage() {}

    static byte[] any(byte[] plan, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(plan, random.nextInt(plan.length));
            case 1 -> flipped(plan, random);
            case 2 -> replaced(plan, NAME, "renamed", random);
            default -> replaced(plan, SCALAR, OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size())), random);
        };
    }

    private static byte[] flipped(byte[] plan, Random random) {
        byte[] copy = plan.clone();
        for (int flip = 0; flip <= random.nextInt(8); flip++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] replaced(byte[] plan, Pattern pattern, String replacement, Random random) {
        StringBuilder text = new StringBuilder(new String(plan, StandardCharsets.UTF_8));
        List<MatchResult> places = pattern.matcher(text.toString()).results().toList();
        if (!places.isEmpty()) {
            MatchResult place = places.get(random.nextInt(places.size()));
            text.replace(place.start(1), place.end(1), replacement);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
