package dev.infrahub.gateway.terraform;

import com.github.luben.zstd.ZstdOutputStream;
import dev.infrahub.diagnosis.PipelineLog;
import dev.infrahub.http.Problem;
import dev.infrahub.terraform.Deed;
import dev.infrahub.terraform.FingerprintKey;
import dev.infrahub.terraform.LogRedaction;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanFingerprint;
import dev.infrahub.terraform.PlanRedaction;
import dev.infrahub.terraform.PlanSecrets;
import dev.infrahub.terraform.PlanTextReader;
import dev.infrahub.terraform.PrintedFormat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StreamUtils;

/**
 * A plan as it was handed in. Sealing it takes the sensitive values out and compresses the rest: nothing behind this point
 * sees the original, only its hash.
 *
 * @param field the member it came in, for errors
 */
record PlanSource(Format format, String field, Supplier<InputStream> bytes) {

    /** How the plan is written. */
    enum Format {
        JSON,
        TEXT
    }

    /**
     * A plan without its secrets.
     *
     * @param hash SHA-256 of the bytes as they were sent
     * @param fingerprint of what the plan does; null for text, which does not hold its values
     * @param deeds what the fingerprint is made of
     * @param errored whether planning failed half-way
     */
    record SealedPlan(String hash, @Nullable String fingerprint, List<Deed> deeds, boolean errored, byte[] zstd) {}

    private static final int CHUNK = 64 * 1024;

    /** What cannot be read at all is a bad request; what reads well but is something else is unusable. */
    private static final Set<String> UNREADABLE =
            Set.of(NotAPlan.EMPTY, NotAPlan.NOT_JSON, NotAPlan.TRUNCATED, NotAPlan.IS_HTML);

    /** The same, read as JSON where a text holds what 'show -json' prints. */
    PlanSource recognised() {
        return format == Format.TEXT && PrintedFormat.of(bytes.get()) == Plan.Format.JSON
                ? new PlanSource(Format.JSON, field, bytes)
                : this;
    }

    /** Whether nothing but white space was handed in. */
    boolean isBlank() {
        try (InputStream in = new BufferedInputStream(bytes.get(), CHUNK)) {
            int next = in.read();
            while (next >= 0 && Character.isWhitespace(next)) {
                next = in.read();
            }
            return next < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Problem 400 or 422 when it is no plan, 413 when it is too large */
    SealedPlan seal(FingerprintKey key) {
        MessageDigest digest = sha256();
        PlanFingerprint fingerprint = new PlanFingerprint(key);
        List<Deed> deeds = List.of();
        boolean textErrored = false;
        SealedBytes compressed = new SealedBytes();
        try (InputStream first = bytes.get();
                InputStream in = new DigestInputStream(bytes.get(), digest);
                OutputStream out = new BufferedOutputStream(new ZstdOutputStream(compressed), CHUNK)) {
            switch (format) {
                // the reader closes what it has read, and the rest is still to be hashed
                case JSON ->
                    deeds = PlanRedaction.redact(StreamUtils.nonClosing(in), PlanSecrets.in(first), out, fingerprint);
                case TEXT -> textErrored = sealText(StreamUtils.nonClosing(in), out);
            }
            // the hash is of every byte that was sent, also of white space behind the plan
            in.transferTo(OutputStream.nullOutputStream());
        } catch (NotAPlan notAPlan) {
            throw problem(notAPlan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        return switch (format) {
            case JSON -> new SealedPlan(hash, fingerprint.text(), deeds, fingerprint.errored(), compressed.whole());
            case TEXT -> new SealedPlan(hash, null, List.of(), textErrored, compressed.whole());
        };
    }

    /**
     * The same of a scan for drift: compressed alone. Text need be no plan, for it may say why there is none.
     *
     * @throws Problem 400 or 422 when it is no plan, 413 when it is too large
     */
    SealedPlan sealScan() {
        MessageDigest digest = sha256();
        SealedBytes compressed = new SealedBytes();
        try (InputStream first = bytes.get();
                InputStream in = new DigestInputStream(bytes.get(), digest);
                OutputStream out = new BufferedOutputStream(new ZstdOutputStream(compressed), CHUNK)) {
            switch (format) {
                case JSON -> PlanRedaction.redact(StreamUtils.nonClosing(in), PlanSecrets.in(first), out);
                case TEXT -> PlanRedaction.redactText(StreamUtils.nonClosing(in), out);
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (NotAPlan notAPlan) {
            throw problem(notAPlan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SealedPlan(HexFormat.of().formatHex(digest.digest()), null, List.of(), false, compressed.whole());
    }

    /**
     * The same of the log of a job that failed, whatever is in it. Its limit is that of a log.
     *
     * @throws dev.infrahub.json.BeyondLimit when it is too long
     */
    SealedPlan sealLog() {
        MessageDigest digest = sha256();
        SealedBytes compressed = new SealedBytes();
        try (InputStream in = new DigestInputStream(bytes.get(), digest);
                OutputStream out = new BufferedOutputStream(new ZstdOutputStream(compressed), CHUNK)) {
            in.transferTo(OutputStream.nullOutputStream());
            LogRedaction.redact(bytes, PipelineLog::printed, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SealedPlan(HexFormat.of().formatHex(digest.digest()), null, List.of(), false, compressed.whole());
    }

    private Problem problem(NotAPlan notAPlan) {
        boolean isElsewhere = field.equals("plan") && notAPlan.code().equals(NotAPlan.NOT_JSON);
        return Problem.of(
                        status(notAPlan),
                        notAPlan.code(),
                        notAPlan.found()
                                + (isElsewhere
                                        ? "; the text that 'terraform plan' or 'tofu plan' prints is sent as planOutput"
                                        : ""))
                .field(field);
    }

    private static int status(NotAPlan notAPlan) {
        return notAPlan.limit()
                .map(Problem::statusBeyond)
                .orElseGet(() -> UNREADABLE.contains(notAPlan.code()) ? 400 : 422);
    }

    /** Whether planning failed half-way. */
    private static boolean sealText(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PlanRedaction.redactText(in, text);
        Plan plan = PlanTextReader.read(new ByteArrayInputStream(text.toByteArray()));
        text.writeTo(out);
        return plan.errored();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
