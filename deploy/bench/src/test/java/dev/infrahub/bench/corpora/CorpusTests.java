package dev.infrahub.bench.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as the corpora have them, with texts of our own. */
class CorpusTests {

    @TempDir
    private Path parent;

    private void write(String path, String text) throws IOException {
        Path file = parent.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void of_fake_leaks_folders_and_comments_are_labels() throws IOException {
        write("fake-leaks/acme/valid/a.yaml", "token: x\n");
        write("fake-leaks/acme/invalid/deep/b", "{}");
        write("fake-leaks/acme/benign/c.sh", "true\n");
        write("fake-leaks/acme/notes", "without a label");
        write("fake-leaks/cui/valid/d", "no credential");
        write("fake-leaks/.git/valid/e", "of Git");
        write(
                "fake-leaks/semgrep-rules-examples/detected-acme-key.txt",
                "head\n# ruleid: detected-acme-key\nkey=1\n# ok: detected-acme-key\nkey=2\n");

        assertThat(Corpus.FAKE_LEAKS.read(parent).texts())
                .extracting(Labelled::detector, Labelled::format, Labelled::text, Labelled::label)
                .containsExactlyInAnyOrder(
                        tuple("acme", Format.YAML, "token: x\n", new Label.Secret()),
                        tuple("acme", Format.JSON, "{}", new Label.None()),
                        tuple("acme", Format.SHELL, "true\n", new Label.None()),
                        tuple("acme-key", Format.PROPERTIES, "key=1\n", new Label.Secret()),
                        tuple("acme-key", Format.PROPERTIES, "key=2\n", new Label.None()));
    }

    @Test
    void of_leaky_repo_a_table_counts_lines() throws IOException {
        write("leaky-repo/.leaky-meta/secrets.csv", "# name,risk,informative\n\nweb/.env,2,1\ngone,1,0\n");
        write("leaky-repo/web/.env", "A=b\n");
        write("leaky-repo/web/other", "not in the table");

        assertThat(Corpus.LEAKY_REPO.read(parent).texts())
                .extracting(Labelled::path, Labelled::format, Labelled::label)
                .containsExactly(tuple("leaky-repo/web/.env", Format.PROPERTIES, new Label.Lines(2, 1)));
    }

    @Test
    void of_rules_in_yaml_examples_are_labels_but_of_helpers() throws IOException {
        write("titus/pkg/rule/rules/acme.yml", """
                rules:
                - id: np.acme.1
                  categories: [api, secret]
                  examples:
                  - 'ACME=1'
                  - |
                    two
                    lines
                  negative_examples: ['ACME=none']
                - id: np.acme.2
                  visible: false
                  examples: ['acme.example.net']
                - id: np.acme.3
                  categories: [api, identifier]
                  examples: ['an account']
                """);

        assertThat(Corpus.TITUS.read(parent).texts())
                .extracting(Labelled::path, Labelled::text, Labelled::label)
                .containsExactly(
                        tuple("titus/acme/np.acme.1/examples-1", "ACME=1", new Label.Secret()),
                        tuple("titus/acme/np.acme.1/examples-2", "two\nlines\n", new Label.Secret()),
                        tuple("titus/acme/np.acme.1/negative_examples-1", "ACME=none", new Label.None()));
    }

    @Test
    void of_rules_in_go_examples_have_the_name_of_their_file() throws IOException {
        write("gitleaks/cmd/generate/config/utils/generate.go", "samples := map{\"json - a\": \"{s}\"}\nreplacer");
        write("gitleaks/cmd/generate/config/rules/acme.go", "tps := []string{\"a\", other}\nfps := []string{\"b\"}");

        Corpus.Content content = Corpus.GITLEAKS.read(parent);

        assertThat(content.unread()).isEqualTo(1);
        assertThat(content.texts())
                .extracting(Labelled::path, Labelled::detector, Labelled::label)
                .containsExactly(
                        tuple("gitleaks/acme/tps-1", "acme", new Label.Secret()),
                        tuple("gitleaks/acme/fps-2", "acme", new Label.None()));
    }

    @Test
    void what_several_have_counts_once_and_holds_a_credential_if_one_says_so() throws IOException {
        write("titus/pkg/rule/rules/a.yml", "rules:\n- id: a\n  negative_examples: ['same', 'none']\n");
        write("kingfisher/data/rules/b.yml", "rules:\n- id: b\n  examples: ['same', 'other']\n");
        write("kingfisher/data/rules/c.yml", "rules:\n- id: c\n  examples: ['other ']\n");

        Corpora corpora = Corpora.in(parent);

        assertThat(corpora.there()).containsExactly(Corpus.TITUS, Corpus.KINGFISHER);
        assertThat(corpora.copies()).isEqualTo(2);
        assertThat(corpora.texts())
                .extracting(Labelled::path, Labelled::label)
                .containsExactly(
                        tuple("kingfisher/b/b/examples-1", new Label.Secret()),
                        tuple("titus/a/a/negative_examples-2", new Label.None()),
                        tuple("kingfisher/b/b/examples-2", new Label.Secret()));
    }
}
