package dev.infrahub.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.git.PathText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTreeTests {

    @TempDir
    private Path folder;

    /** What Git lists and nobody can decode is a file all the same. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_whose_name_is_no_text_is_scanned(boolean inGit) throws Exception {
        for (int name : List.of(0xFC, 0xFD)) {
            Files.writeString(
                    PathText.within(folder, new byte[] {'m', (byte) name, '.', 't', 'f'}),
                    "password = \"%s\"\n".formatted(Given.PASSWORD));
        }
        if (inGit) {
            assertThat(new ProcessBuilder("git", "-C", folder.toString(), "init", "-q")
                            .start()
                            .waitFor())
                    .isZero();
        }
        Scan scan = Given.scan();
        new WorkTree(folder, folder).files(scan);

        assertThat(scan.result().detections())
                .extracting(Detection::path)
                .containsExactlyInAnyOrder("m\uFFFDFC.tf", "m\uFFFDFD.tf");
    }
}
