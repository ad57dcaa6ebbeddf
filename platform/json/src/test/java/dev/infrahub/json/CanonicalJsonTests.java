package dev.infrahub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTests {

    @Test
    void everyVectorOfTheRfcsAuthorComesOutByteForByte() throws IOException {
        Path vectors = TestData.folder("vectors/jcs");
        List<Path> inputs;
        try (Stream<Path> files = Files.list(vectors.resolve("input"))) {
            inputs = files.toList();
        }
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(6);
        for (Path input : inputs) {
            Path output = vectors.resolve("output").resolve(input.getFileName());
            assertThat(canonical(Files.readString(input))).isEqualTo(Files.readString(output));
        }
    }

    /** RFC 8785, appendix B, and the bounds between ECMAScript's three notations. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "0000000000000002, 1e-323",
        "0000000000000003, 1.5e-323",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbersAreWrittenAsEcmaScriptDoes(String bits, String expected) {
        assertThat(CanonicalJson.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(expected);
    }

    @Test
    void namesAreSortedByCodeUnitsNotByCodePoints() {
        assertThat(canonical("{\"\\ufb33\":1,\"\\ud83d\\ude02\":2,\"b\":3,\"a\":4,\"\":5}"))
                .isEqualTo("{\"\":5,\"a\":4,\"b\":3,\"\ud83d\ude02\":2,\"\ufb33\":1}");
    }

    @Test
    void whatJsonCannotHoldIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> canonical("1e400"));
        assertThatIllegalArgumentException().isThrownBy(() -> canonical("[\"\\ud800\"]"));
        assertThatIllegalArgumentException().isThrownBy(() -> canonical("{\"\\udc00\\ud800\":1}"));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(Value.Special.UNKNOWN));
    }

    private static String canonical(String json) {
        return CanonicalJson.of(Value.ofJson(json).orElseThrow());
    }
}
