package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22 | port 22 | HIGH",
                "22/22 | port 22 | HIGH",
                "tcp/22 | port 22 | HIGH",
                "udp/6000-6010 | ports 6000-6010 | MEDIUM",
                "8000-8010 | ports 8000-8010 | MEDIUM",
                "8000:8010 | ports 8000-8010 | MEDIUM",
                "8000 - 8010 | ports 8000-8010 | MEDIUM",
                "3380-3400 | ports 3380-3400 | HIGH",
                "443 | port 443 | LOW",
                "80,443 | ports 80, 443 | LOW",
                "443,22 | ports 22, 443 | HIGH",
                "79,80,81 | ports 79-81 | MEDIUM",
                "20-30,22-23,24 | ports 20-30 | HIGH",
                "80-90 | ports 80-90 | MEDIUM",
                "443-500 | ports 443-500 | HIGH",
                "* | all ports | HIGH",
                "ANY | all ports | HIGH",
                "-1/-1 | all ports | HIGH",
                "1-65535 | all ports | HIGH",
                "0-65535 | all ports | HIGH",
                "1/65535 | all ports | HIGH",
                "1-1023,1024-65535 | all ports | HIGH",
            })
    void areReadHoweverTheyAreSpelt(String text, String words, Severity severity) {
        Ports ports = Ports.parse(text).orElseThrow();
        assertThat(ports.words()).isEqualTo(words);
        assertThat(ports.severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh", "65536", "22-", "-22", "80-22", "1-2-3", "²²", "", "22,,23"})
    void whatIsNoneIsNotUnderstood(String text) {
        assertThat(Ports.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22 | 22 | -",
                "22 | * | -",
                "20-25 | 22 | ports 20-21, 23-25",
                "20-25,30-35 | 24-31 | ports 20-23, 32-35",
                "20-25 | 10-21,24-30 | ports 22-23",
                "10-12,20-22,30-32 | 11,21,31 | ports 10, 12, 20, 22, 30, 32",
                "22 | 23 | port 22",
                "1-10 | 1-3,4-6,7-10 | -",
            })
    void areTakenAway(String from, String others, String left) {
        Ports rest = Ports.parse(from).orElseThrow().without(Ports.parse(others).orElseThrow());
        assertThat(rest.isEmpty() ? "-" : rest.words()).isEqualTo(left);
    }

    @Test
    void manyAreCounted() {
        List<Ports.Range> odd = IntStream.range(0, 13)
                .mapToObj(i -> new Ports.Range(7001 + 2 * i, 7001 + 2 * i))
                .toList();
        assertThat(Ports.of(odd).words())
                .isEqualTo("ports 7001, 7003, 7005, 7007, 7009, 7011, 7013, 7015, 7017, 7019 and 3 more");
    }
}
