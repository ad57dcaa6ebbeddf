package dev.infrahub.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChooserTests {

    /** A line of the table. */
    record Line(Optional<Cloud> cloud, String description, String meant) {

        ModuleRequest request() {
            return new ModuleRequest(description, cloud, Optional.empty(), "acme", Optional.empty());
        }

        boolean isRefused() {
            return GoldenPaths.all().stream().noneMatch(path -> path.id().equals(meant));
        }
    }

    static Stream<Line> lines() {
        return Entries.lines("descriptions.tsv").stream()
                .map(line -> List.of(line.split("\t", -1)))
                .map(cells -> new Line(Cloud.of(cells.get(0)), cells.get(1), cells.get(2)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_description_means_one_golden_path_or_is_told_why_it_means_none(Line line) {
        if (line.isRefused()) {
            Scaffolding.Refused refused = Asked.refused(line.request());
            assertThat(refused.code()).isEqualTo("module.unknown");
            assertThat(refused.detail()).contains(line.meant());
        } else {
            ScaffoldedModule module = Asked.done(line.request());
            assertThat(module.path().id()).isEqualTo(line.meant());
            assertThat(module.name().text()).isEqualTo("tf-" + line.meant());
        }
    }

    @Test
    void the_table_means_every_golden_path() {
        assertThat(lines().map(Line::meant).toList())
                .containsAll(GoldenPaths.all().stream().map(GoldenPath::id).toList())
                .hasSizeGreaterThan(60);
    }

    @Test
    void a_refusal_lists_all_there_is_with_the_nearest_first() {
        assertThat(Asked.refused(Asked.by("A postgres database")).detail())
                .contains(GoldenPaths.all().stream().map(GoldenPath::id).toList())
                .containsPattern("nearest first: (\\w+-[a-z-]*postgres[a-z-]*, ){4}");
        assertThat(Asked.refused(Asked.by("kuberntes cluster on azure")).detail())
                .contains("nearest first: azurerm-kubernetes-cluster,");
        assertThat(Asked.refused(Asked.by("MySQL on AWS")).detail()).contains("nearest first: aws-");
    }

    @Test
    void a_refusal_tells_nothing_of_what_was_said() {
        assertThat(Asked.refused(Asked.by("a zebra of stripes")).detail()).doesNotContain("zebra", "stripes");
    }

    @Test
    void the_words_it_was_chosen_by_are_told() {
        assertThat(Asked.done(Asked.by("In our VPC, an RDS postgres instance")).because())
                .isEqualTo("Chosen for AWS by the words: rds postgres.");
    }

    @Test
    void what_is_not_served_is_told() {
        assertThat(warnings("S3 bucket for the shop with replication and a KMS key, behind CloudFront"))
                .containsExactly(
                        "The description also names what is no part of this module: kms key (golden path aws-kms-key),"
                                + " cloudfront (no golden path).",
                        "Nothing in this module answers to these words of the description: replication.");
        assertThat(warnings("Blob container with public access"))
                .containsExactly("Nothing in this module answers to these words of the description: public, access.");
        assertThat(warnings("An S3 bucket without public access, with versioning for the team of zebras"))
                .isEmpty();
    }

    @Test
    void words_of_another_cloud_are_told_where_a_cloud_is_said() {
        assertThat(Asked.done(Asked.by("An S3 bucket", Cloud.GOOGLE)).warnings())
                .contains("The description names AWS too; this module is for Google Cloud.");
    }

    @Test
    void the_name_tells_the_cloud_too() {
        ModuleRequest request = new ModuleRequest(
                "a bucket", Optional.empty(), ModuleName.of("tf-scaleway-shop-media"), "acme", Optional.empty());

        assertThat(Asked.done(request).path().id()).isEqualTo("scaleway-object-bucket");
        assertThat(Asked.done(request).name().text()).isEqualTo("tf-scaleway-shop-media");
    }

    @Test
    void a_name_of_another_cloud_is_refused() {
        ModuleRequest request = new ModuleRequest(
                "a bucket", Optional.of(Cloud.AWS), ModuleName.of("tf-scaleway-media"), "acme", Optional.empty());

        assertThat(Asked.refused(request).code()).isEqualTo("field.invalid");
    }

    @Test
    void a_cloud_has_one_golden_path_of_a_kind() {
        assertThat(GoldenPaths.all().stream()
                        .map(path -> path.cloud() + " " + path.kind())
                        .toList())
                .doesNotHaveDuplicates();
        assertThat(Vocabulary.all().kinds())
                .containsAll(GoldenPaths.all().stream().map(GoldenPath::kind).toList());
    }

    /** But for the owner's. */
    private static List<String> warnings(String description) {
        return Asked.done(Asked.by(description)).warnings().stream()
                .filter(warning -> !warning.startsWith("No owner"))
                .toList();
    }
}
