package dev.infrahub.quantumapilocal.web.ssh;

import dev.infrahub.quantumapilocal.web.calls.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a caller sends to have a key certified. */
record NewCertificate(
        @Schema(
                description = "a line of authorized_keys: ssh-ed25519, ssh-mldsa44-ed25519@openssh.com, ECDSA, RSA of"
                        + " at least 2048 bits, or a security key")
        @NotNull
        String publicKey,

        @NotEmpty List<String> principals,

        @NotBlank
        @Size(max = LONGEST_TEXT, message = TOO_LONG)
        @Pattern(regexp = "[^\\x00-\\x1F\\x7F-\\x9F]*", message = "is one line without control characters")
        String identity,

        @Schema(description = "the only authority when absent")
        Optional<UUID> caId,

        @Schema(description = "now when absent, at most 30 days ahead")
        Optional<Instant> validAfter,

        @Schema(description = "at most 8 hours after validAfter")
        Optional<Instant> validBefore,

        @Schema(minimum = "1", maximum = "28800", defaultValue = "28800", description = "in place of validBefore")
        Optional<
                        @Min(value = 1, message = "is less than 1")
                        @Max(value = LONGEST_SECONDS, message = "is more than 8 hours") Integer>
                ttlSeconds,

        @Schema(description = "permit-pty when absent") Optional<List<String>> extensions,

        @Schema(description = "force-command, source-address")
        Optional<Map<String, String>> criticalOptions,

        Optional<@Size(max = LONGEST_TEXT, message = TOO_LONG) @Text String> reason) {

    static final int LONGEST_SECONDS = 8 * 60 * 60;
    private static final int LONGEST_TEXT = 256;
    private static final String TOO_LONG = "is longer than 256 characters";
}
