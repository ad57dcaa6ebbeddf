package dev.infrahub.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.infrahub.git.GitAddress;
import dev.infrahub.git.PathText;
import dev.infrahub.testkit.Effort;
import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogFolderTests {

    /** That nobody ever issued, put together so that it does not stand in the source. */
    private static final String TOKEN = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";

    @TempDir
    private Path folder;

    private Catalog read(String content) throws IOException {
        return file("catalog-info.yaml", content).read();
    }

    private CatalogFolder file(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return new CatalogFolder(folder);
    }

    private static String component(String name, String... more) {
        return """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: %s
                spec:
                  type: terraform-module
                  owner: platform
                %s
                """.formatted(name, String.join("\n", more));
    }

    private static List<String> names(Catalog catalog) {
        return catalog.entities().stream().map(Entity::name).toList();
    }

    @Test
    void an_entity_says_whose_it_is_and_where_its_source_is() throws IOException {
        Catalog catalog = read("""
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: Network
                  namespace: cloud
                  annotations:
                    infrahub.dev/client: acme
                    backstage.io/source-location: url:https://github.com/acme/infra/tree/main/network/
                    backstage.io/managed-by-location: url:https://github.com/acme/other/blob/main/catalog-info.yaml
                spec:
                  type: terraform-module
                  owner: user:default/ann
                  system: shop
                """);

        assertThat(catalog.unreadable()).isEmpty();
        assertThat(catalog.ofType("terraform-module")).singleElement().satisfies(entity -> {
            assertThat(entity.ref().text()).isEqualTo("component:cloud/network");
            assertThat(entity.name()).isEqualTo("Network");
            assertThat(entity.owner().orElseThrow().text()).isEqualTo("user:default/ann");
            assertThat(entity.system().orElseThrow().text()).isEqualTo("system:cloud/shop");
            assertThat(entity.client()).contains("acme");
            assertThat(entity.source())
                    .contains(new SourceLocation("https://github.com/acme/infra", Optional.of("main"), "network"));
            assertThat(entity.isInDefaultNamespace()).isFalse();
        });
        assertThat(catalog.ofType("service")).isEmpty();
    }

    @Test
    void where_it_is_managed_is_its_source_where_it_says_none() throws IOException {
        Catalog catalog = read("""
                kind: Component
                metadata:
                  name: a
                  annotations:
                    backstage.io/managed-by-location: url:https://github.com/acme/other/blob/main/x/catalog-info.yaml
                spec: {type: terraform-module, owner: ann}
                """);

        assertThat(catalog.entities().getFirst().source())
                .contains(new SourceLocation("https://github.com/acme/other", Optional.of("main"), "x"));
        assertThat(catalog.entities().getFirst().owner().orElseThrow().text()).isEqualTo("group:default/ann");
    }

    @Test
    void what_is_wrong_with_one_document_is_wrong_with_no_other() throws IOException {
        Catalog catalog = read("# of the team\n%YAML 1.2\n---\n" + component("first") + "---\nkind: [unclosed\n--- \n"
                + component("second") + "...\n---\nkind: Component\nmetadata: text\n---\n" + component("third"));

        assertThat(names(catalog)).containsExactly("first", "second", "third");
        assertThat(catalog.unreadable())
                .extracting(Unreadable::place, Unreadable::why)
                .containsExactly(
                        tuple("catalog-info.yaml:12", "It is no YAML, or more than is read of one document."),
                        tuple("catalog-info.yaml:24", "metadata is no object."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: Component|The entity is no object",
                "kind: [a], metadata: {name: a}|kind is no text",
                "kind: Component, metadata: {name: 12}|metadata.name is no text",
                "kind: Component, metadata: {}|metadata.name is missing",
                "kind: Component, metadata: {name: 'a/b'}|metadata.name, metadata.namespace and kind make no reference",
                "kind: Component, metadata: {name: a, annotations: text}|metadata.annotations is no object",
                "kind: Component, metadata: {name: a, annotations: {infrahub.dev/client: 'a/b'}}|infrahub.dev/client takes letters",
                "kind: Component, metadata: {name: a, annotations: {infrahub.dev/client: [x]}}|infrahub.dev/client is no text",
                "kind: Component, metadata: {name: a}, spec: {owner: {a: b}}|spec.owner is no text",
                "kind: Component, metadata: {name: a}, spec: {owner: 'a:b:c'}|spec.owner make no reference",
                "kind: Component, metadata: {name: \"a\\0\"}|metadata.name is no line of text",
                "kind: \"Component\\n\", metadata: {name: a}|kind is no line of text",
                "kind: Component, metadata: {name: a}, spec: {type: \"a\\0\"}|spec.type is no line of text",
                "kind: Component, metadata: {name: a, annotations: {infrahub.dev/client: \"a\\0\"}}|infrahub.dev/client is no line of text",
                "kind: Component, metadata: {name: a, annotations: {backstage.io/source-location: \"url:file:///srv/a\\0b\"}}|source is no line",
                "kind: Component, metadata: {name: a, annotations: {backstage.io/managed-by-location: \"url:file:///srv/a\\0b\"}}|source is no line",
                "kind: Component, metadata: {name: a, annotations: {backstage.io/source-location: 'url:https://github.com/a/b/tree/main/%00'}}|source is no line",
                "kind: Component, metadata: {name: TOKEN}|metadata.name holds a credential",
                "kind: Component, metadata: {name: a, annotations: {infrahub.dev/client: TOKEN}}|infrahub.dev/client holds a credential",
                "kind: Component, metadata: {name: a}, spec: {type: TOKEN}|spec.type holds a credential",
                "kind: Component, metadata: {name: a, annotations: {backstage.io/source-location: 'url:https://github.com/a/TOKEN'}}|source holds a credential",
                "kind: Component, metadata: {name: a, annotations: {backstage.io/managed-by-location: 'url:https://github.com/a/TOKEN'}}|source holds a credential",
            })
    void a_wrong_type_is_told_by_its_member_and_nothing_of_it_is(String members, String why) throws IOException {
        String document = why.startsWith("The entity") ? "- " + members : "{" + members + "}";
        Catalog catalog = read(component("good") + "---\n" + document.replace("TOKEN", TOKEN));

        assertThat(names(catalog)).containsExactly("good");
        assertThat(catalog.unreadable()).singleElement().satisfies(one -> {
            assertThat(one.why()).contains(why).endsWith(".");
            assertThat(one.place()).isEqualTo("catalog-info.yaml:9");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:hunter2@github.com/a/b",
                "https://hunter2@github.com/a/b/tree/main/c",
                "ssh://git:hunter2@github.com/a/b",
            })
    void a_password_in_an_address_is_not_kept_and_stays_one(String address) throws IOException {
        Catalog catalog = read(component("a")
                .replace(
                        "  name: a",
                        "  name: a\n  annotations: {backstage.io/source-location: 'url:%s'}".formatted(address)));

        assertThat(catalog.entities().getFirst().source()).hasValueSatisfying(source -> {
            assertThat(source.repository()).doesNotContain("hunter2");
            assertThatThrownBy(() -> GitAddress.of(source.repository())).hasMessageContaining("A credential stands");
        });
    }

    @Test
    void a_path_that_holds_a_credential_is_told_without_it() throws IOException {
        Catalog catalog = file(TOKEN + "/catalog-info.yaml", component("a") + "---\nkind: []\n")
                .read();

        assertThat(catalog.toString()).doesNotContain(TOKEN);
        assertThat(catalog.unreadable()).extracting(Unreadable::origin).containsExactly("(hidden)/catalog-info.yaml");
    }

    @Test
    void names_that_are_no_text_and_names_with_backslashes_are_read() throws IOException {
        Files.createDirectory(PathText.within(folder, new byte[] {'b', (byte) 0xFC}));
        Files.writeString(
                PathText.within(folder, "b\u00FC/catalog-info.yaml".getBytes(StandardCharsets.ISO_8859_1)),
                component("a"));
        file("a\\b/catalog-info.yaml", component("b"));

        assertThat(names(new CatalogFolder(folder).read())).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_file_that_cannot_be_read_is_told_and_no_other_is() {
        CatalogFiles files = new CatalogFiles() {
            @Override
            public List<File> all(Consumer<String> hidden) {
                hidden.accept("locked");
                return List.of(new File("a/catalog-info.yaml", 10), new File("b/catalog-info.yaml", 10));
            }

            @Override
            public void read(List<File> wanted, BiConsumer<File, byte[]> each) {
                each.accept(wanted.getFirst(), component("a").getBytes(StandardCharsets.UTF_8));
            }
        };
        Catalog catalog = new FileCatalog(files, _ -> Optional.empty()).read();

        assertThat(names(catalog)).containsExactly("a");
        assertThat(catalog.isHidden("b/catalog-info.yaml")).isTrue();
        assertThat(catalog.unreadable())
                .extracting(Unreadable::place)
                .containsExactly("locked", "b/catalog-info.yaml:1");
        assertThat(catalog.isHidden("locked/catalog-info.yaml")).isTrue();
    }

    @Test
    void aliases_that_stand_for_very_much_cost_little() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int n = 1; n < 30; n++) {
            String each = "*a" + (n - 1);
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(n, n, String.join(", ", List.of(each, each, each, each, each, each))));
        }
        CatalogFolder source = file("catalog-info.yaml", component("good") + "---\n" + bomb);
        file("deep/catalog-info.yaml", "[".repeat(400_000));

        Catalog catalog = source.read();

        assertThat(names(catalog)).containsExactly("good");
        assertThat(catalog.unreadable())
                .extracting(Unreadable::place)
                .containsExactly("catalog-info.yaml:9", "deep/catalog-info.yaml:1");
    }

    @Test
    void a_file_that_is_too_large_keeps_no_other_from_being_read() throws IOException {
        CatalogFolder source = file("big/catalog-info.yaml", component("big") + "#".repeat(1024 * 1024));
        file("catalog-info.yml", component("good"));

        Catalog catalog = source.read();

        assertThat(names(catalog)).containsExactly("good");
        assertThat(catalog.unreadable()).extracting(Unreadable::origin).containsExactly("big/catalog-info.yaml");
    }

    @Test
    void a_location_names_files_beside_it_and_none_outside() throws IOException {
        Files.writeString(folder.resolve("secret.yaml"), component("outside"));
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link.yaml"), folder.resolve("secret.yaml"));
        file("inside/all/catalog-info.yaml", """
                kind: Location
                metadata: {name: all}
                spec:
                  target: ../more.yaml
                  targets: [./teams/*/module.yaml, ./../../secret.yaml, ../link.yaml, /etc/passwd,
                            https://github.com/acme/x/blob/main/catalog-info.yaml, ../all/catalog-info.yaml]
                """);
        file("inside/more.yaml", component("more"));
        file("inside/all/teams/a/module.yaml", component("a"));
        file("inside/all/teams/b/module.yaml", component("b"));
        file("inside/all/teams/b/c/module.yaml", component("c"));

        Catalog catalog = new CatalogFolder(inside).read();

        assertThat(names(catalog)).containsExactlyInAnyOrder("all", "a", "b", "more");
        assertThat(catalog.unreadable())
                .extracting(Unreadable::why)
                .containsExactlyInAnyOrder(
                        "A target of the location is no file of the catalog.",
                        "A target of the location is no file of the catalog.",
                        "A target of the location is outside of the catalog, and not read.",
                        "A target of the location is outside of the catalog, and not read.");
    }

    @Test
    void of_two_with_one_reference_the_second_is_told() throws IOException {
        CatalogFolder source = file("a/catalog-info.yaml", component("same"));
        file("b/catalog-info.yaml", component("SAME"));

        Catalog catalog = source.read();

        assertThat(names(catalog)).containsExactly("same");
        assertThat(catalog.unreadable()).singleElement().satisfies(one -> {
            assertThat(one.origin()).isEqualTo("b/catalog-info.yaml");
            assertThat(one.why()).contains("a/catalog-info.yaml");
        });
    }

    @Test
    void what_changed_and_was_removed_is_told() throws IOException {
        CatalogFolder source = file("a/catalog-info.yaml", component("stays") + "---\n" + component("changes"));
        file("b/catalog-info.yaml", component("goes"));
        file("c/catalog-info.yaml", component("breaks"));
        Catalog before = source.read();
        file("a/catalog-info.yaml", component("stays") + "---\n" + component("changes", "  system: shop"));
        file("b/catalog-info.yaml", component("comes"));
        file("c/catalog-info.yaml", component("breaks").replace("name:", "- name:"));

        Catalog.Changes changes = source.read().since(before);

        assertThat(changes.appeared()).extracting(Entity::name).containsExactly("comes");
        assertThat(changes.changed()).extracting(Entity::name).containsExactly("changes");
        assertThat(changes.removed()).extracting(Entity::name).containsExactly("goes");
    }

    @Test
    void a_catalog_that_is_not_there_is_no_empty_one() throws IOException {
        CatalogFolder source = file("catalog-info.yaml", "# nothing\n");

        assertThatThrownBy(source::read)
                .isInstanceOfSatisfying(
                        CatalogUnavailable.class,
                        gone -> assertThat(gone.code()).isEqualTo("catalog.empty"));
        assertThatThrownBy(() -> new CatalogFolder(folder.resolve("gone")).read())
                .isInstanceOfSatisfying(
                        CatalogUnavailable.class,
                        gone -> assertThat(gone.code()).isEqualTo("catalog.not_found"));
    }

    @Test
    void reading_takes_time_in_proportion() {
        Effort.assertGrowsWith(8_000, count -> {
            StringBuilder all = new StringBuilder();
            for (int n = 0; n < count; n++) {
                all.append("---\nkind: Component\nmetadata: {name: n").append(n).append("}\n");
            }
            try {
                assertThat(read(all.toString()).entities()).hasSize(count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Files that nobody of this project wrote: templates among them, which are no entities yet. */
    @Test
    void real_catalogs_are_read() throws IOException {
        Path data = TestData.folder("catalog");
        int n = 0;
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                file(n++ + "/catalog-info.yaml", Files.readString(file));
            }
        }

        Catalog catalog = new CatalogFolder(folder).read();

        assertThat(names(catalog))
                .contains("terraform-json", "backstage-demo", "demo-graphql", "cli", "driftctl", "terraform-plan");
        assertThat(catalog.entities())
                .allSatisfy(entity -> assertThat(entity.owner()).isPresent());
        // each template is told, and nothing else
        assertThat(catalog.unreadable())
                .isNotEmpty()
                .hasSize(n + 1 - catalog.entities().size());
    }
}
