package dev.infrahub.gateway.views;

import dev.infrahub.proofs.Seal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The public keys under which the hub has seen a good signature: what an auditor compares a file's keys with. */
public final class SigningKeys {

    private SigningKeys() {}

    /** One of the hub's own, which every client is shown. */
    public static View ofHub(String usedFor, Seal seal, Instant at) {
        return view(seal, usedFor, null, null, at);
    }

    /** An approver's, which is shown to the client for which it was used. */
    public static View of(String usedFor, Seal seal, String usedBy, String client, Instant at) {
        return view(seal, usedFor, usedBy, client, at);
    }

    private static View view(Seal seal, String usedFor, @Nullable String usedBy, @Nullable String client, Instant at) {
        ObjectNode key = JsonNodeFactory.instance
                .objectNode()
                .put("fingerprint", seal.fingerprint())
                .put("usedFor", usedFor)
                .put("usedBy", usedBy)
                .put("client", client)
                .put("keyId", seal.keyId())
                .put("keyVersion", seal.keyVersion())
                .put("algorithm", seal.algorithm())
                .put("publicKey", seal.publicKey())
                .put("firstUsedAt", at.toString());
        String id = String.join("/", usedFor, client == null ? "" : client, seal.fingerprint());
        return new View(
                ViewKind.SIGNING_KEY,
                id,
                id,
                Optional.ofNullable(client),
                at,
                // the first use is kept
                List.of(-at.toEpochMilli()),
                key,
                Optional.empty(),
                Optional.empty());
    }
}
