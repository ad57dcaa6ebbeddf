package dev.infrahub.gateway;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.SigningKey;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.SigningKeys;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SealedReport;
import dev.infrahub.schemas.ReportCompiled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A compliance report was made: give it to whoever asked, byte for byte as it was sealed. */
final class RecordReport implements Handler<ReportCompiled> {

    private static final int MOST_BYTES = 128 * 1024 * 1024;

    @Override
    public Outcome handle(Event<ReportCompiled> event) {
        byte[] report = decompressed(event.value().getDocument());
        if (!Digest.of(report).equals(event.value().getSha256())) {
            throw new Fault.Invalid("report.invalid", "document has not the SHA-256 that sha256 names.");
        }
        String text = new String(report, StandardCharsets.UTF_8);
        Outcome noted = SealedReport.of(report)
                .filter(SealedReport::isGenuine)
                .map(_ -> Outcome.write(SigningKeys.note(key(event.value()))))
                .orElseGet(Outcome::nothing);
        return event.operation()
                .map(operation -> noted.and(Operations.answer(operation, OperationKind.COMPILE_REPORT, text)))
                .orElse(noted);
    }

    private static SigningKey key(ReportCompiled compiled) {
        Seal seal = new Seal(
                "", compiled.getKeyId(), compiled.getKeyVersion(), compiled.getAlgorithm(), compiled.getPublicKey());
        return SigningKey.ofHub("report", seal, compiled.getCompiledAt());
    }

    private static byte[] decompressed(ByteBuffer document) {
        byte[] compressed = new byte[document.remaining()];
        document.duplicate().get(compressed);
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(compressed))) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new Fault.Invalid("report.invalid", "document is not compressed with zstd.");
        }
    }
}
