package dev.infrahub.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeTests {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/network/pull/7, GITHUB",
        "https://github.com/acme/network/pull/7?to=/-/merge_requests/1, GITHUB",
        "https://github.com/acme/network/pull/7#/_git/x/pullrequest/1, GITHUB",
        "https://github.acme.example/acme/pullrequest/pull/7, GITHUB",
        "https://gitlab.com/acme/deep/er/network/-/merge_requests/7/diffs, GITLAB",
        "https://git.acme.example/network/-/merge_requests/7, GITLAB",
        "https://dev.azure.com/acme/infra/_git/network/pullrequest/7, AZURE_DEVOPS",
        "https://dev.azure.com/acme/infra/_git/network/pullRequest/7?_a=files, AZURE_DEVOPS",
        "https://tfs.acme.example/tfs/Collection/infra/_git/network/pullrequest/7, AZURE_DEVOPS",
        "https://bitbucket.org/acme/network/pull-requests/7, GITHUB",
        "not an address, GITHUB",
        ", GITHUB",
    })
    void is_known_by_the_path_of_a_pull_request(String prUrl, Forge forge) {
        assertThat(Forge.of(prUrl)).isEqualTo(forge);
    }

    @Test
    void leaves_room_for_what_a_pipeline_writes_around_a_comment() {
        assertThat(Forge.values())
                .allSatisfy(forge -> assertThat(forge.longest() - forge.room()).isGreaterThan(1_000));
    }
}
