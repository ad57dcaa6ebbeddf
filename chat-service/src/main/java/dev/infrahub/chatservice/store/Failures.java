package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.FailureFact;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;

/** Pipelines that failed. */
public final class Failures {

    private Failures() {}

    public static Write put(FailureFact failure) {
        return Write.of(
                """
                insert into heard_failures (client, diagnosis_id, module, pipeline, stage, failed_at, category, cause,
                                            probable_cause, confidence, fix)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                on conflict (client, diagnosis_id) do nothing""",
                failure.client(),
                failure.diagnosisId(),
                failure.module().orElse(null),
                failure.pipeline().orElse(null),
                failure.stage().orElse(null),
                failure.at(),
                failure.category(),
                failure.cause().orElse(null),
                failure.why().orElse(null),
                failure.confidence(),
                failure.fix().orElse(null));
    }

    /** The newest first. */
    public static List<FailureFact> of(Rows rows, Filter filter) {
        return rows.of(
                Kind.FAILURE,
                "failed pipelines",
                new Where("select * from heard_failures", rows.reach(), filter, "client")
                        .modules("module")
                        .during("failed_at"),
                "order by failed_at desc, diagnosis_id",
                Failures::read);
    }

    private static FailureFact read(Row row) {
        return new FailureFact(
                Columns.text(row, "client"),
                Columns.text(row, "diagnosis_id"),
                Parts.text(row, "module"),
                Parts.text(row, "pipeline"),
                Parts.text(row, "stage"),
                Columns.value(row, "failed_at", Instant.class),
                Columns.text(row, "category"),
                Parts.text(row, "cause"),
                Parts.text(row, "probable_cause"),
                Columns.text(row, "confidence"),
                Parts.text(row, "fix"));
    }
}
