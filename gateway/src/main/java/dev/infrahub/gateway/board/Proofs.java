package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Proof;
import dev.infrahub.schemas.ApproverProof;
import java.util.UUID;

/** How somebody who decided proved who they are, as it is told. */
final class Proofs {

    private Proofs() {}

    static ApproverProof of(Proof proof) {
        ApproverProof.Builder told = ApproverProof.newBuilder()
                .setMethod(proof.token().isPresent() ? "oidc" : "api-key")
                .setKeyId(proof.keyId().map(UUID::toString).orElse(null));
        proof.token()
                .ifPresent(token -> told.setIssuer(token.issuer())
                        .setSubject(token.subject())
                        .setAuthenticatedAt(token.at().orElse(null))
                        .setAuthenticatedAtClaim(token.atClaim().orElse(null))
                        .setMethods(token.methods())
                        .setContextClass(token.contextClass().orElse(null)));
        return told.build();
    }
}
