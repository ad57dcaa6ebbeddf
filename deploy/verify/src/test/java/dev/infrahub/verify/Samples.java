package dev.infrahub.verify;

import tools.jackson.databind.JsonNode;

/**
 * Files that a whole hub made, which has been shut down since: verifying is offline here too.
 *
 * @param evidence about one change
 * @param other evidence about another change
 * @param keyFingerprint of the evidence's key
 */
record Samples(
        String evidence, String other, String oscal, String oscalAgain, String verification, String keys, String keyFingerprint) {

    private static final Samples FILES = make();

    static Samples files() {
        return FILES;
    }

    private static Samples make() {
        try (RunningHub hub = RunningHub.start()) {
            String change = hub.approvedChange("network");
            JsonNode sealed = hub.seal(change);
            JsonNode other = hub.seal(hub.approvedChange("storage"));
            return new Samples(
                    hub.download(sealed, ""),
                    hub.download(other, ""),
                    hub.download(sealed, "&format=oscal"),
                    hub.download(sealed, "&format=oscal"),
                    hub.verification(change),
                    hub.get("/api/cab/keys"),
                    sealed.path("keyFingerprint").asString());
        }
    }

    Trust knownKey() {
        return Trust.NOBODY.key(keyFingerprint);
    }
}
