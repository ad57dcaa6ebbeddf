package dev.infrahub.cabsigner;

import com.github.luben.zstd.Zstd;
import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.domain.ComplianceReport;
import dev.infrahub.cabsigner.domain.LogPass;
import dev.infrahub.cabsigner.domain.ReportQuery;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.cabsigner.store.Population;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Json;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SealedReport;
import dev.infrahub.schemas.ReportCompiled;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Somebody wants to know what the board decided in a period: list it, every signature verified now and every row held against
 * the log, and seal the list.
 */
final class CompileReport implements Handler<ReportRequested> {

    /** The name of the key that seals reports. */
    static final String KEY = "cab/report";

    /** What an event holds, roughly; the bytes decide. */
    static final int MOST_CHANGES = 50_000;

    /** Changes read at once: a few megabytes. */
    private static final int BATCH = 250;

    private static final int ZSTD_LEVEL = 9;
    private static final int HEADROOM_BYTES = 64 * 1024;

    private final Lookups lookups;
    private final SigningKeys keys;
    private final Clock clock;
    private final int mostChanges;

    CompileReport(Lookups lookups, SigningKeys keys, Clock clock, int mostChanges) {
        this.lookups = lookups;
        this.keys = keys;
        this.clock = clock;
        this.mostChanges = mostChanges;
    }

    @Override
    public Outcome handle(Event<ReportRequested> event) {
        ReportRequested asked = event.value();
        ComplianceReport report = lookups.atOnce(moment -> compile(moment, query(asked)));
        Instant now = clock.instant();
        Json json = report.json(asked.getRequestedBy(), asked.getRequestedByName(), now);
        Seal seal = keys.sign(
                KEY,
                Purpose.REPORT,
                SealedReport.message(json.text().getBytes(StandardCharsets.UTF_8)),
                event.id().toString());
        byte[] document = ComplianceReport.sealed(json, seal).text().getBytes(StandardCharsets.UTF_8);
        return Outcome.nothing()
                .answer(Topics.REPORT_COMPILED, event.key(), compiled(asked, report, now, seal, document));
    }

    /** @throws Fault.Invalid {@code report.invalid} */
    private static ReportQuery query(ReportRequested asked) {
        Fields fields = new Fields("report.invalid");
        return new ReportQuery(
                fields.word("client", asked.getClient(), Fields.LONGEST_ID),
                fields.optional("module", asked.getModule(), Fields.LONGEST_NAME),
                asked.getFrom(),
                asked.getTo());
    }

    private ComplianceReport compile(Lookups moment, ReportQuery query) {
        List<ChangeKey> changes = Population.of(moment, query);
        if (changes.size() > mostChanges) {
            throw tooLarge(changes.size() + " change requests; " + mostChanges + " fit");
        }
        LogPass pass = Population.pass(moment, changes);
        ComplianceReport report = new ComplianceReport(query, pass, Population.ends(moment, query));
        for (int from = 0; from < changes.size(); from += BATCH) {
            report.add(Population.records(moment, changes.subList(from, Math.min(from + BATCH, changes.size()))));
        }
        return report;
    }

    private static ReportCompiled compiled(
            ReportRequested asked, ComplianceReport report, Instant at, Seal seal, byte[] document) {
        byte[] compressed = Zstd.compress(document, ZSTD_LEVEL);
        if (compressed.length > Topics.REPORT_COMPILED.maxMessageBytes() - HEADROOM_BYTES) {
            throw tooLarge(compressed.length + " bytes compressed");
        }
        return ReportCompiled.newBuilder()
                .setClient(asked.getClient())
                .setModule(asked.getModule())
                .setFrom(asked.getFrom())
                .setTo(asked.getTo())
                .setChanges(report.size())
                .setInvalid(report.invalid())
                .setCompiledAt(at)
                .setKeyId(seal.keyId())
                .setKeyVersion(seal.keyVersion())
                .setAlgorithm(seal.algorithm())
                .setPublicKey(seal.publicKey())
                .setSha256(Digest.of(document))
                .setDocument(ByteBuffer.wrap(compressed))
                .build();
    }

    private static Fault.Invalid tooLarge(String how) {
        return new Fault.Invalid(
                "report.too_large", "The report has " + how + ". Narrow the period, or name a client or module.");
    }
}
