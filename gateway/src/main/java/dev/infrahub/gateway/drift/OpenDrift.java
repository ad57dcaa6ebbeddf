package dev.infrahub.gateway.drift;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.Problem;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftStanding;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import dev.infrahub.schemas.StandingDrift;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that drifted, by the newest scan, about which nobody has decided.
 *
 * @param change its fingerprint
 * @param risk of all that is open about the resource: what is open about one attribute is no graver
 */
record OpenDrift(@Nullable String environment, String change, String risk) {

    private static final Set<String> UNDECIDED = Set.of("open", "rotated");

    /**
     * @param clients those of the caller
     * @throws Problem 404 where there is no such drift, 409 where it is none that can be accepted
     */
    static OpenDrift find(Views views, Clients clients, String client, AcceptDrift wanted) {
        Clients owners = clients.and(Clients.of(client));
        return views.find(owners, ViewKind.DRIFT, DriftViews.id(client, wanted.module()))
                .map(view -> Facts.event(view.body(), DriftAnalyzed.class))
                .flatMap(newest -> views.find(owners, ViewKind.DRIFT_SCAN, scan(newest, wanted.address())))
                .map(view -> in(Facts.event(view.body(), DriftAnalyzed.class), wanted))
                .orElseThrow(() -> unknown("No scan tells how this module stands.", "module"));
    }

    /** The newest scan that looked at the resource. */
    private static String scan(DriftAnalyzed newest, String address) {
        DriftStanding standing = newest.getStanding();
        if (standing == null) {
            return newest.getCheckId();
        }
        return standing.getOpen().stream()
                .filter(one -> one.getAddress().equals(address) && one.getDeposed() == null)
                .map(StandingDrift::getSeenBy)
                .findFirst()
                .orElse(standing.getToldBy());
    }

    static OpenDrift in(DriftAnalyzed scan, AcceptDrift wanted) {
        DriftedResource resource = Stream.concat(scan.getResources().stream(), scan.getSettled().stream())
                .filter(one -> one.getAddress().equals(wanted.address()) && one.getDeposed() == null)
                .findFirst()
                .orElseThrow(() -> unknown("By the newest scan no resource at this address drifted.", "address"));
        if (resource.getChange().equals("deleted")) {
            throw conflict("drift.deleted", "It was deleted, which cannot be accepted: recreate, import or forget it.")
                    .field("address");
        }
        DriftedAttribute attribute = resource.getAttributes().stream()
                .filter(one -> one.getPath().equals(wanted.attribute()))
                .findFirst()
                .orElseThrow(() -> unknown("By the newest scan this attribute did not drift.", "attribute"));
        requireOpen(attribute, wanted.change());
        return new OpenDrift(scan.getEnvironment(), attribute.getFingerprint(), resource.getRisk());
    }

    private static void requireOpen(DriftedAttribute attribute, @Nullable String looked) {
        if (!UNDECIDED.contains(attribute.getState())) {
            throw conflict(
                            "drift.settled",
                            "It is " + attribute.getState() + " by " + attribute.getSettledBy()
                                    + ": there is nothing to decide until that ends.")
                    .field("attribute");
        }
        if (isHidden(attribute)) {
            throw conflict(
                            "drift.hidden",
                            "Its value is not shown, so that no later change of it could be told from this one: revert, adopt or"
                                    + " rotate it.")
                    .field("attribute");
        }
        if (looked != null && !looked.equals(attribute.getFingerprint())) {
            throw conflict(
                            "drift.changed",
                            "It is another change than the one that was looked at: " + attribute.getFingerprint() + ".")
                    .field("change");
        }
    }

    private static boolean isHidden(DriftedAttribute attribute) {
        return attribute.getSensitive()
                || Stream.of(attribute.getBefore(), attribute.getAfter())
                        .anyMatch(value -> value.contains("(sensitive") || value.contains("(not told)"));
    }

    private static Problem unknown(String detail, String field) {
        return Problem.of(404, "drift.unknown", detail).field(field);
    }

    private static Problem conflict(String code, String detail) {
        return Problem.of(409, code, detail);
    }
}
