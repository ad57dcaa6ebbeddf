package dev.infrahub.gateway.ssh;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.http.Formats;
import dev.infrahub.http.Parameters;
import dev.infrahub.proofs.Digest;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPublicKey;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What a host needs: the authority it trusts, and the list of what it trusts no longer. */
@RestController
@Tag(name = "SSH", description = "Certificates for logging in to hosts")
public record SshTrustController(SshTrust trust, JsonMapper json) {

    private static final Formats FORMATS = Formats.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON);

    /**
     * An authority.
     *
     * @param publicKey the line for TrustedUserCAKeys
     * @param fingerprint SHA256: and a hash, as ssh-keygen prints it
     * @param toldAt when QuantumAPI told it
     */
    record Authority(String algorithm, String publicKey, String fingerprint, Instant toldAt) {}

    /** The authority that hosts trust: a line for TrustedUserCAKeys or, on Accept: application/json, an object. */
    @GetMapping("/api/ssh/ca")
    @Needs(Permission.SSH_TRUST)
    @Shows(Authority.class)
    ResponseEntity<String> ca(
            @RequestParam(required = false) @Nullable String algorithm, ServerHttpRequest request, Asking asking) {
        boolean asJson = FORMATS.chosen(request.getHeaders()).equals(MediaType.APPLICATION_JSON);
        KeptView authority = trust.of(algorithm(algorithm), asking);
        String publicKey = json.readTree(authority.brief()).path("publicKey").asString();
        return asJson
                ? answer(authority, MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsString(new Authority(
                                authority.id(), publicKey, SshPublicKey.fingerprint(publicKey), authority.at())))
                : answer(authority, MediaType.TEXT_PLAIN).body(publicKey + "\n");
    }

    /**
     * OpenSSH's key revocation list (PROTOCOL.krl), for RevokedKeys: the last one known, where QuantumAPI is away. Age says
     * how old it is, in seconds.
     */
    @GetMapping("/api/ssh/krl")
    @Needs(Permission.SSH_TRUST)
    ResponseEntity<byte[]> krl(@RequestParam(required = false) @Nullable String algorithm, Asking asking) {
        SshAlgorithm asked = algorithm(algorithm);
        KeptView authority = trust.of(asked, asking);
        byte[] revocations = trust.revocations(asked);
        return answer(authority, MediaType.APPLICATION_OCTET_STREAM)
                .eTag("\"" + Digest.of(revocations) + "\"")
                .body(revocations);
    }

    private static SshAlgorithm algorithm(@Nullable String text) {
        return text == null
                ? SshAlgorithm.ED25519
                : Parameters.oneOf("algorithm", text, SshAlgorithm.values(), SshAlgorithm::text);
    }

    private ResponseEntity.BodyBuilder answer(KeptView authority, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.AGE, Long.toString(trust.age(authority).toSeconds()))
                .lastModified(authority.at());
    }
}
