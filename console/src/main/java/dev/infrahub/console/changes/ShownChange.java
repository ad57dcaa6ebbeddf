package dev.infrahub.console.changes;

import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.web.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of a change.
 *
 * @param isOwn whether whoever looks asked for it
 * @param plan what is decided on; empty where there is none, or the caller may not see it
 * @param evidence what was sealed about it
 * @param certificates to log in with because of it
 * @param failure why something was not done
 * @param comment what was about to be said then
 */
public record ShownChange(
        Change change,
        boolean isOwn,
        Optional<Plan> plan,
        Listed<Evidence> evidence,
        Listed<Certificate> certificates,
        Optional<Failure> failure,
        String comment) {

    /** Of the plan, what whoever decides must have seen. */
    public record Plan(String headline, int riskScore, Risk risk, Rollback rollback) {

        /** Whose reasons count. */
        public record Risk(List<Reason> reasons) {}

        /** One of them. */
        public record Reason(String severity, @Nullable String address, String detail) {}

        /** Whether there is a way back. */
        public record Rollback(List<String> irreversible, String dataLossRisk) {}

        /** The gravest, and no more than one looks at. */
        public List<Reason> gravest() {
            return risk.reasons().stream()
                    .filter(reason -> reason.severity().equals("critical")
                            || reason.severity().equals("high"))
                    .limit(10)
                    .toList();
        }
    }

    /** A sealed file. */
    public record Evidence(String evidenceId, Instant sealedAt, String evidenceHash, String keyFingerprint) {}

    /** An SSH certificate. */
    public record Certificate(
            String certificateId, List<String> principals, Instant validFrom, Instant validTo, String requestedBy) {}
}
