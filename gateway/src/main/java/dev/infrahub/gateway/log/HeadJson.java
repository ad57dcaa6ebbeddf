package dev.infrahub.gateway.log;

import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.TreeHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed tree head as the API shows it, with all that verifies it.
 *
 * @param seq pass the last one as {@code before} to read on
 * @param payload the exact text under the signature
 * @param context of the signature, by FIPS 204
 * @param publicKeySha256 what a gateway is told to trust by
 * @param standing verified, disputed or incomplete
 */
record HeadJson(
        long seq,
        long size,
        String root,
        Instant at,
        String payload,
        String signature,
        String keyId,
        int keyVersion,
        String algorithm,
        String context,
        String publicKey,
        String publicKeySha256,
        String standing,
        @Nullable String reason) {

    static HeadJson of(TreeHeads.Kept kept) {
        HeardHead heard = kept.heard();
        TreeHead head = heard.signed().head();
        Seal seal = heard.signed().seal();
        return new HeadJson(
                kept.seq(),
                head.size(),
                head.root(),
                head.at(),
                head.payload(),
                seal.signature(),
                seal.keyId(),
                seal.keyVersion(),
                seal.algorithm(),
                Purpose.TREE_HEAD.context(),
                seal.publicKey(),
                LogKeys.hash(seal),
                heard.standing().text(),
                heard.reason().orElse(null));
    }
}
