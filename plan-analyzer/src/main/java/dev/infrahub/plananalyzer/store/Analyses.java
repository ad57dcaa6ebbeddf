package dev.infrahub.plananalyzer.store;

import dev.infrahub.events.Write;
import dev.infrahub.plananalyzer.domain.Analysis;
import dev.infrahub.terraform.ChangeCounts;
import org.jspecify.annotations.Nullable;

/** The analyses made, one a plan of a client. */
public final class Analyses {

    private Analyses() {}

    /** Where a plan belongs. */
    public record Place(
            String planId,
            String planHash,
            String client,
            String module,
            @Nullable String environment) {}

    /**
     * Keeps the latest analysis of the plan.
     *
     * @param summary without what may not be kept
     */
    public static Write put(Place place, Analysis analysis, String summary) {
        return Write.of(
                """
                insert into analyses (plan_id, plan_hash, client, module, environment,
                                      risk_level, risk_score, requires_cab, summary, counts)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)
                on conflict (client, plan_id) do update set
                    risk_level = excluded.risk_level, risk_score = excluded.risk_score,
                    requires_cab = excluded.requires_cab, summary = excluded.summary, counts = excluded.counts,
                    analyzed_at = now()\
                """,
                place.planId(),
                place.planHash(),
                place.client(),
                place.module(),
                place.environment(),
                analysis.risk().level().spelling(),
                analysis.risk().score(),
                analysis.risk().requiresCab(),
                summary,
                json(analysis.counts()));
    }

    private static String json(ChangeCounts counts) {
        return """
            {"create":%d,"update":%d,"delete":%d,"replace":%d,"read":%d,"noOp":%d,"forget":%d,"import":%d,\
            "move":%d,"drifted":%d,"unknown":%d}\
            """.formatted(
                        counts.create(),
                        counts.update(),
                        counts.delete(),
                        counts.replace(),
                        counts.read(),
                        counts.noOp(),
                        counts.forget(),
                        counts.imported(),
                        counts.moved(),
                        counts.drifted(),
                        counts.unknown());
    }
}
