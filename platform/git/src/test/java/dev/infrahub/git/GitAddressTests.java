package dev.infrahub.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitAddressTests {

    @ParameterizedTest
    @CsvSource({
        "https://GitHub.com/acme/network.git, HTTPS, github.com, https://github.com/acme/network.git",
        "https://git.example:8443/acme/network, HTTPS, git.example, https://git.example:8443/acme/network",
        "ssh://git@git.example:22/acme/network.git, SSH, git.example, ssh://git@git.example:22/acme/network.git",
        "git@git.example:acme/network.git, SSH, git.example, ssh://git@git.example/acme/network.git",
        "file:///srv/git/../git/network.git, FILE, '', file:///srv/git/network.git",
    })
    void an_address_is_read(String given, GitAddress.Scheme scheme, String host, String text) {
        GitAddress address = GitAddress.of(given);

        assertThat(address.scheme()).isEqualTo(scheme);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://git.example/a/b",
                "https://x:ghp_secret@git.example/a/b",
                "https://ghp_secret@git.example/a/b",
                "ssh://git:secret@git.example/a",
                "ssh://-oProxyCommand=x/a",
                "ssh://-oProxyCommand=x@git.example/a",
                "-oProxyCommand=x@git.example:a",
                "ext::sh -c touch% /tmp/x",
                "https://git.example",
                "https:///a/b",
                "https://git.example/a?b=c",
                "https://[::1]/a/b",
                "https://127.1/a/b",
                "https://0x7f.1/a/b",
                "file://host/a",
                "/srv/git/network.git",
                "https://git.example/a b",
                "",
            })
    void what_is_none_is_refused_and_not_repeated(String given) {
        assertThatThrownBy(() -> GitAddress.of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("ProxyCommand");
    }
}
