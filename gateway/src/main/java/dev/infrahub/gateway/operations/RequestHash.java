package dev.infrahub.gateway.operations;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was asked, as a SHA-256 in hex over kind, caller, path and the canonical JSON (RFC 8785) of the body: the same for the
 * same request, however its JSON is written, and another one for everybody else.
 */
final class RequestHash {

    private static final JsonMapper JSON = new JsonMapper();

    private RequestHash() {}

    /** @param body a request record, or what else tells one request of this path from another */
    static String of(OperationKind kind, String caller, String path, Object body) {
        Value asked = Value.ofJson(JSON.writeValueAsString(body)).orElseThrow();
        // of the four only the caller may hold a line break, so that no request reads as another
        return Digest.of(String.join("\n", kind.text(), caller, path, CanonicalJson.of(asked)));
    }
}
