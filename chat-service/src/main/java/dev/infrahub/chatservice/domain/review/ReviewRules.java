package dev.infrahub.chatservice.domain.review;

import java.util.List;
import java.util.stream.Stream;

/** Every rule by which a change is reviewed. */
public final class ReviewRules {

    public static final List<ReviewRule> ALL = Stream.of(
                    TerraformRules.all(),
                    DockerfileRules.all(),
                    WorkflowRules.all(),
                    ManifestRules.all(),
                    CodeRules.all())
            .flatMap(List::stream)
            .toList();

    private ReviewRules() {}
}
