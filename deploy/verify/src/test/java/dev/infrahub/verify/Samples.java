package dev.infrahub.verify;

import tools.jackson.databind.JsonNode;

/**
 * Files that a whole hub made, which has been shut down since: verifying is offline here too.
 *
 * @param evidence about one change
 * @param other evidence about another change, which was implemented
 * @param keyFingerprint of the evidence's key
 */
record Samples(
        String evidence,
        String other,
        String oscal,
        String oscalAgain,
        String verification,
        String report,
        String keys,
        String keyFingerprint) {

    private static final Samples FILES = make();

    static Samples files() {
        return FILES;
    }

    private static Samples make() {
        try (RunningHub hub = RunningHub.start()) {
            String change = hub.approvedChange("network");
            JsonNode sealed = hub.seal(change);
            String implemented = hub.approvedChange("storage");
            hub.implement(implemented);
            JsonNode other = hub.seal(implemented);
            return new Samples(
                    hub.download(sealed, ""),
                    hub.download(other, ""),
                    hub.download(sealed, "&format=oscal"),
                    hub.download(sealed, "&format=oscal"),
                    hub.verification(change),
                    hub.get("/api/cab/report?client=acme"),
                    hub.get("/api/cab/keys"),
                    sealed.path("keyFingerprint").asString());
        }
    }

    Trust knownKey() {
        return Trust.NOBODY.key(keyFingerprint);
    }
}
