package dev.infrahub.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.git.Git;
import dev.infrahub.git.GitAccess;
import dev.infrahub.git.GitAddress;
import dev.infrahub.git.GitLimits;
import dev.infrahub.testkit.GitRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogRepositoryTests {

    @TempDir
    private Path folder;

    private CatalogRepository catalog(String address) {
        Git git = new Git(
                new GitAccess(Set.of(), List.of(folder), Optional.empty(), Optional.empty(), Optional.empty()),
                new GitLimits(Duration.ofSeconds(60), 64 << 20));
        return new CatalogRepository(git, GitAddress.of(address), Optional.empty());
    }

    private static String component(String name) {
        return "kind: Component\nmetadata: {name: " + name + "}\nspec: {type: terraform-module}\n";
    }

    @Test
    void what_says_nothing_of_its_source_is_where_its_file_is() {
        GitRepository repository = GitRepository.in(folder.resolve("infra"))
                .file("modules/vpc/catalog-info.yaml", component("vpc"))
                .file("catalog-info.yaml", component("all"));
        repository.commit();
        CatalogRepository catalog = catalog(repository.address());

        assertThat(catalog.read().entities())
                .extracting(entity -> entity.source().orElseThrow())
                .containsExactlyInAnyOrder(
                        new SourceLocation(repository.address(), Optional.empty(), "modules/vpc"),
                        new SourceLocation(repository.address(), Optional.empty(), ""));

        assertThat(catalog.read()).as("the same commit").isSameAs(catalog.read());
        repository.remove("catalog-info.yaml").commit();
        assertThat(catalog.read().entities()).extracting(Entity::name).containsExactly("vpc");
    }

    @Test
    void a_repository_that_is_not_there_is_no_empty_catalog() {
        assertThatThrownBy(() -> catalog("file://" + folder + "/none").read())
                .isInstanceOfSatisfying(
                        CatalogUnavailable.class,
                        gone -> assertThat(gone.code()).isEqualTo("catalog.unreachable"));
    }
}
