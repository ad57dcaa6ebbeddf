package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.TabSeparated;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTests {

    @Test
    void everyRowAboutATypeHasAPage() {
        Sources.types()
                .forEach((table, types) -> assertThat(types)
                        .as(table)
                        .isNotEmpty()
                        .allSatisfy(
                                type -> assertThat(Sources.page(type)).as(type).isPresent()));
    }

    @Test
    void everyWayToMoreRightsNamesThePublishedListItIsFrom() {
        assertThat(TabSeparated.rows("leads-to-more.tsv"))
                .hasSizeGreaterThan(100)
                .allMatch(row -> row.length == 4 && !row[3].isBlank());
    }

    /** By the addresses of real pages. */
    @ParameterizedTest
    @CsvSource({
        "aws_s3_bucket, hashicorp/aws, s3_bucket",
        "aws_alb_listener, hashicorp/aws, lb_listener",
        "google_storage_bucket, hashicorp/google, storage_bucket",
        "google_project, hashicorp/google, google_project",
        "google_project_iam_member, hashicorp/google, google_project_iam",
        "google_storage_bucket_iam_binding, hashicorp/google, storage_bucket_iam",
        "google_service_account_key, hashicorp/google, google_service_account_key",
        "oci_objectstorage_bucket, oracle/oci, objectstorage_bucket",
        "kubernetes_persistent_volume_claim_v1, hashicorp/kubernetes, persistent_volume_claim_v1",
        "postgresql_database, cyrilgdn/postgresql, postgresql_database",
        "proxmox_virtual_environment_vm, bpg/proxmox, virtual_environment_vm",
    })
    void thePageFollowsFromTheType(String type, String provider, String page) {
        assertThat(Sources.page(type))
                .contains("https://registry.terraform.io/providers/%s/latest/docs/resources/%s"
                        .formatted(provider, page));
    }

    @Test
    void thePageOfADataSourceIsAmongThose() {
        assertThat(Sources.page("data.aws_iam_policy_document"))
                .contains(
                        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document");
    }

    @Test
    void noRowOfThePagesIsInVain() {
        assertThat(TabSeparated.rows("provider-pages.tsv")).allMatch(row -> row.length == 3);
        assertThat(Sources.inVain()).isEmpty();
        assertThat(Sources.page("unheardof_thing")).isEmpty();
    }

    /** With {@code -Dhub.scorecard.write=true} the page is written instead. */
    @Test
    void thePublishedPageIsMadeOfTheTables() throws IOException {
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(Sources.PAGE, Sources.page());
        }
        assertThat(Sources.PAGE).hasContent(Sources.page());
    }
}
