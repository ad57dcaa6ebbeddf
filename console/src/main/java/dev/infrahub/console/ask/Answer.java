package dev.infrahub.console.ask;

import dev.infrahub.console.remote.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a question was answered with, as {@code POST /api/infra/chat} tells. */
public record Answer(
        String conversationId,
        String answer,
        boolean found,
        List<Source> sources,
        List<String> limits,
        Ai ai,
        @Nullable Explanation explanation) {

    /** A model's words about the answer, which decide nothing. */
    public record Explanation(String text) {}

    /** Whether a language model had to do with it. */
    public record Ai(
            String status,
            @Nullable String provider,
            @Nullable String model) {

        public boolean isUsed() {
            return status.equals("used");
        }
    }

    /** Where a statement comes from. */
    public record Source(
            String kind,
            String ref,
            String title,
            @Nullable String client,
            @Nullable String module,
            @Nullable Instant at) {

        /** The page that shows it, where there is one. */
        public Optional<String> page() {
            return switch (kind) {
                case "plan" -> Optional.of(Path.of("/plans").segment(ref).text());
                case "change", "approval" ->
                    Optional.of(ofClient(Path.of("/changes").segment(ref)));
                case "drift" ->
                    Optional.ofNullable(module)
                            .map(name -> ofClient(Path.of("/drift").segment(name)));
                case "secret-scan" -> Optional.of(ofClient(Path.of("/secrets").with("module", module)));
                case "module" -> Optional.of(ofClient(Path.of("/plans").with("module", module)));
                case "evidence" -> Optional.of(Path.of("/evidence").segment(ref).text());
                case "ai-usage" -> Optional.of("/models");
                default -> Optional.empty();
            };
        }

        private String ofClient(Path path) {
            return path.with("client", client).text();
        }
    }

    /** With links to the sources. */
    public String html() {
        return AnswerHtml.of(answer, sources.size());
    }
}
