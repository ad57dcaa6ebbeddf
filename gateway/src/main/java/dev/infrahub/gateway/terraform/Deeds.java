package dev.infrahub.gateway.terraform;

import dev.infrahub.schemas.DeedDetail;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.terraform.Deed;
import dev.infrahub.terraform.Deed.Detail;
import java.util.List;

/** What a plan does, as events tell it. */
public final class Deeds {

    private Deeds() {}

    static List<dev.infrahub.schemas.Deed> told(List<Deed> deeds) {
        return deeds.stream()
                .map(deed -> new dev.infrahub.schemas.Deed(
                        deed.subject(),
                        deed.action(),
                        deed.digest(),
                        deed.details().stream()
                                .map(detail -> new DeedDetail(detail.name(), detail.digest()))
                                .toList()))
                .toList();
    }

    public static List<Deed> of(PlanSubmitted plan) {
        return plan.getDeeds().stream()
                .map(deed -> new Deed(
                        deed.getSubject(),
                        deed.getAction(),
                        deed.getDigest(),
                        deed.getDetails().stream()
                                .map(detail -> new Detail(detail.getName(), detail.getDigest()))
                                .toList()))
                .toList();
    }

    public static List<Deed> of(PlanAnalyzed plan) {
        return plan.getDeeds().stream()
                .map(deed -> new Deed(
                        deed.getSubject(),
                        deed.getAction(),
                        deed.getDigest(),
                        deed.getDetails().stream()
                                .map(detail -> new Detail(detail.getName(), detail.getDigest()))
                                .toList()))
                .toList();
    }
}
