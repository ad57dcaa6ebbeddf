package dev.infrahub.gateway.web.ssh;

import dev.infrahub.gateway.domain.SshAuthority;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPublicKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What a host needs: the authority it trusts, and the list of what it trusts no longer. */
@RestController
@Tag(name = "SSH", description = "Certificates for logging in to hosts")
public class SshTrustController {

    private final SshTrust trust;
    private final JsonMapper json;

    public SshTrustController(SshTrust trust, JsonMapper json) {
        this.trust = trust;
        this.json = json;
    }

    /**
     * An authority.
     *
     * @param publicKey the line for TrustedUserCAKeys
     * @param fingerprint SHA256: and a hash, as ssh-keygen prints it
     * @param toldAt when QuantumAPI told it
     */
    record Authority(String algorithm, String publicKey, String fingerprint, Instant toldAt) {

        static Authority of(SshAuthority authority) {
            return new Authority(
                    authority.algorithm(),
                    authority.publicKey(),
                    SshPublicKey.fingerprint(authority.publicKey()),
                    authority.revocationsAt());
        }
    }

    @GetMapping("/api/ssh/ca")
    @Operation(
            summary = "The authority that hosts trust",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The line for TrustedUserCAKeys; on Accept: application/json an object",
                            content = {
                                @Content(
                                        mediaType = MediaType.TEXT_PLAIN_VALUE,
                                        schema = @Schema(type = "string"),
                                        examples =
                                                @ExampleObject(
                                                        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q infrahub/ssh-ed25519")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = Authority.class))
                            }))
    Mono<ResponseEntity<String>> ca(
            @RequestParam(required = false) @Nullable String algorithm, Access access, ServerHttpRequest request) {
        boolean asJson =
                request.getHeaders().getAccept().stream().anyMatch(MediaType.APPLICATION_JSON::equalsTypeAndSubtype);
        return trust.of(algorithm(algorithm), access.caller())
                .map(authority -> asJson
                        ? answer(authority, MediaType.APPLICATION_JSON)
                                .body(json.writeValueAsString(Authority.of(authority)))
                        : answer(authority, MediaType.TEXT_PLAIN).body(authority.publicKey() + "\n"));
    }

    @GetMapping("/api/ssh/krl")
    @Operation(
            summary = "The revocation list, for RevokedKeys",
            description = "The last one known, where QuantumAPI is away; Age says how old it is, in seconds.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "OpenSSH's key revocation list (PROTOCOL.krl)",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    Mono<ResponseEntity<byte[]>> krl(@RequestParam(required = false) @Nullable String algorithm, Access access) {
        return trust.of(algorithm(algorithm), access.caller())
                .map(authority -> answer(authority, MediaType.APPLICATION_OCTET_STREAM)
                        .eTag("\"" + sha256(authority.revocations()) + "\"")
                        .body(authority.revocations()));
    }

    private static SshAlgorithm algorithm(@Nullable String text) {
        return Optional.ofNullable(text).map(SshFields::algorithm).orElse(SshAlgorithm.ED25519);
    }

    private ResponseEntity.BodyBuilder answer(SshAuthority authority, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.AGE, Long.toString(trust.age(authority).toSeconds()))
                .lastModified(authority.revocationsAt());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
