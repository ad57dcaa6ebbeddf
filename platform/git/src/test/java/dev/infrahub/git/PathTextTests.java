package dev.infrahub.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathTextTests {

    @Test
    void what_is_text_stays_as_it_is() {
        assertThat(PathText.of("modules/münchen/日本.tf".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("modules/münchen/日本.tf");
    }

    @Test
    void bytes_that_are_none_are_spelt() {
        assertThat(PathText.of(new byte[] {'m', (byte) 0xFC, '.', 't', 'f'})).isEqualTo("m\uFFFDFC.tf");
        assertThat(PathText.of("\uFFFDFC".getBytes(StandardCharsets.UTF_8))).isEqualTo("\uFFFD\uFFFDFC");
    }

    @Test
    void two_paths_are_never_one_text() {
        Random random = new Random(20261130);
        Map<String, String> known = new HashMap<>();
        for (int round = 0; round < 100_000; round++) {
            byte[] path = new byte[1 + random.nextInt(5)];
            for (int at = 0; at < path.length; at++) {
                path[at] = (byte) List.of(0xEF, 0xBF, 0xBD, (int) 'B', (int) 'D', (int) 'E', (int) 'F', 0xC3, 0xFC)
                        .get(random.nextInt(9))
                        .intValue();
            }
            String hex = HexFormat.of().formatHex(path);
            assertThat(known.computeIfAbsent(PathText.of(path), _ -> hex)).isEqualTo(hex);
        }
    }

    @Test
    void a_file_is_found_by_its_bytes_and_its_bytes_are_told(@TempDir Path folder) throws IOException {
        for (byte[] name : List.of(
                new byte[] {'m', (byte) 0xFC, '.', 't', 'f'},
                new byte[] {'m', (byte) 0xFD, '.', 't', 'f'},
                "münchen %41?#.tf".getBytes(StandardCharsets.UTF_8),
                "a\\b\nc d.tf".getBytes(StandardCharsets.UTF_8))) {
            Files.writeString(PathText.within(folder, name), PathText.of(name));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(PathText.of(folder, file)).isEqualTo(Files.readString(file)));
        }
    }
}
