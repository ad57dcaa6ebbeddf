package dev.infrahub.gateway.board;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.views.SigningKeys;
import dev.infrahub.gateway.views.View;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SealedReport;
import dev.infrahub.schemas.ReportCompiled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A compliance report as it was sealed, byte for byte. */
record CompiledReport(ReportCompiled told, byte[] bytes) {

    private static final int MOST_BYTES = 128 * 1024 * 1024;

    /** @throws Fault.Invalid {@code report.invalid} where the document is not what the event says of it */
    static CompiledReport of(ReportCompiled told) {
        byte[] report = decompressed(told.getDocument());
        if (!Digest.of(report).equals(told.getSha256())) {
            throw new Fault.Invalid("report.invalid", "document has not the SHA-256 that sha256 names.");
        }
        return new CompiledReport(told, report);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The key that sealed it, where the seal is genuine. */
    List<View> keys() {
        Seal seal = new Seal("", told.getKeyId(), told.getKeyVersion(), told.getAlgorithm(), told.getPublicKey());
        return SealedReport.of(bytes).stream()
                .filter(SealedReport::isGenuine)
                .map(_ -> SigningKeys.ofHub("report", seal, told.getCompiledAt()))
                .toList();
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
