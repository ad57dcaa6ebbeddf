package dev.infrahub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLocationTests {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/net, https://github.com/acme/net, , ''",
        "https://github.com/acme/net.git, https://github.com/acme/net.git, , ''",
        "https://github.com/acme/net/, https://github.com/acme/net, , ''",
        "https://github.com/acme/net/tree/main/modules/vpc/, https://github.com/acme/net, main, modules/vpc",
        "https://github.com/acme/net/tree/v1.2, https://github.com/acme/net, v1.2, ''",
        "https://github.com/acme/net/blob/main/a/catalog-info.yaml, https://github.com/acme/net, main, a",
        "https://github.com/acme/net/blob/main/catalog-info.yml, https://github.com/acme/net, main, ''",
        "https://gitlab.com/a/b/c/net/-/tree/main/x/y, https://gitlab.com/a/b/c/net, main, x/y",
        "https://gitlab.example/a/net/-/blob/v1/x/catalog-info.yaml, https://gitlab.example/a/net, v1, x",
        "https://gitlab.example/a/net/tree/main/x, https://gitlab.example/a/net, main, x",
        "https://gitlab.example/a/b/net, https://gitlab.example/a/b/net, , ''",
        "https://dev.azure.com/acme/My%20Project/_git/net?path=/a/catalog-info.yaml&version=GBmain, https://dev.azure.com/acme/My%20Project/_git/net, main, a",
        "https://dev.azure.com/acme/p/_git/net, https://dev.azure.com/acme/p/_git/net, , ''",
        "https://acme.visualstudio.com/p/_git/net?path=%2Fa%20b&version=GTv1, https://acme.visualstudio.com/p/_git/net, v1, a b",
        "https://bitbucket.org/acme/net/src/main/x/, https://bitbucket.org/acme/net, main, x",
        "https://bitbucket.org/acme/net, https://bitbucket.org/acme/net, , ''",
        "https://bb.example/projects/NET/repos/vpc/browse/x/catalog-info.yaml?at=refs/heads/dev, https://bb.example/scm/NET/vpc.git, dev, x",
        "https://bb.example/ctx/projects/NET/repos/vpc/browse, https://bb.example/ctx/scm/NET/vpc.git, , ''",
        "https://codeberg.org/acme/net/src/branch/main/x, https://codeberg.org/acme/net, main, x",
        "ssh://git@git.example/acme/net.git, ssh://git@git.example/acme/net.git, , ''",
        "git@git.example:acme/net.git, git@git.example:acme/net.git, , ''",
        "file:///srv/git/net.git, file:///srv/git/net.git, , ''",
    })
    void an_address_is_understood(String url, String repository, String revision, String folder) {
        assertThat(SourceLocation.ofUrl(url))
                .contains(new SourceLocation(repository, Optional.ofNullable(revision), folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://github.com/acme/net",
                "https://github.com",
                "https://github.com/",
                "https://github.com/acme/net/tree/main/../../x",
                "https://dev.azure.com/acme/p/_git/net?path=/../x",
                "https://dev.azure.com/acme/p/_git/net?path=%zz",
                "https://github.com/acme/net?x=y",
                "https://github.com/a b",
                "ext::sh -c x",
                "/etc/passwd",
                "",
            })
    void what_is_not_understood_is_nothing(String url) {
        assertThat(SourceLocation.ofUrl(url)).isEmpty();
    }
}
