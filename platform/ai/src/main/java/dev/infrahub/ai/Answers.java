package dev.infrahub.ai;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was answered before: the same question is not asked twice. */
final class Answers {

    private Answers() {}

    /** @param digest of all that was sent, to which model and for whom */
    static Write keep(String digest, String client, Map<String, String> parts, Instant now) {
        Json answer = new Json();
        new TreeMap<>(parts).forEach(answer::with);
        return Write.of("""
                insert into ai_answers (digest, client, answer, answered_at) values ($1, $2, $3::jsonb, $4)
                on conflict (digest) do update set answer = excluded.answer, answered_at = excluded.answered_at\
                """, digest, client, answer.text(), now);
    }

    /** @param since what was answered before that is asked anew */
    static Optional<Map<String, String>> find(Lookups lookups, String digest, Instant since) {
        return lookups.first(
                Write.of(
                        "select answer::text as answer from ai_answers where digest = $1 and answered_at >= $2",
                        digest,
                        since),
                row -> Parts.of(row.get("answer", String.class)).orElse(Map.of()));
    }

    static Write removeBefore(Instant time) {
        return Write.of("delete from ai_answers where answered_at < $1", time);
    }
}
