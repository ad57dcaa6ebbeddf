package dev.infrahub.console.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How pages say things. */
public final class Say {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Set<String> LEVELS = Set.of("low", "medium", "high", "critical", "none", "unknown");
    private static final int SHORT = 12;

    private Say() {}

    /** To the minute, UTC. */
    public static String time(@Nullable Instant instant) {
        return instant == null ? "–" : MINUTE.format(instant);
    }

    /** To the second, UTC: where what came first counts. */
    public static String second(Instant instant) {
        return SECOND.format(instant);
    }

    /** {@code 1 resource}, {@code 2 resources}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    public static String orDash(@Nullable String text) {
        return text == null || text.isBlank() ? "–" : text;
    }

    /** The beginning of a hash. */
    public static String brief(@Nullable String hash) {
        return hash == null ? "–" : hash.substring(0, Math.min(SHORT, hash.length()));
    }

    /** A level as part of a class's name; what others send never becomes one. */
    public static String level(@Nullable String level) {
        return level != null && LEVELS.contains(level) ? level : "unknown";
    }

    /** A shape beside the colour. */
    public static String shape(@Nullable String level) {
        return switch (level(level)) {
            case "critical" -> "◆";
            case "high" -> "▲";
            case "medium" -> "■";
            case "low" -> "●";
            case "none" -> "✓";
            default -> "?";
        };
    }

    /** Whoever did something: the name, where one is told. */
    public static String who(@Nullable String id, @Nullable String name) {
        return name != null && !name.isBlank() ? name : orDash(id);
    }

    /** An address that a browser may go to: the web's and nothing that would run. */
    public static Optional<String> web(@Nullable String address) {
        return Optional.ofNullable(address).filter(text -> text.startsWith("https://") || text.startsWith("http://"));
    }

    public static String list(@Nullable List<String> names) {
        return names == null || names.isEmpty() ? "–" : String.join(", ", names);
    }
}
