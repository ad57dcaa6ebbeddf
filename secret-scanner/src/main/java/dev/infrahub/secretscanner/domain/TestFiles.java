package dev.infrahub.secretscanner.domain;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files of tests and examples, by their names. A name proves nothing: what stands in one is a finding like others. */
public final class TestFiles {

    private static final Set<String> FOLDERS = Set.of(
            "test",
            "tests",
            "testing",
            "testdata",
            "test-data",
            "test_data",
            "__tests__",
            "spec",
            "specs",
            "fixture",
            "fixtures",
            "mock",
            "mocks",
            "example",
            "examples",
            "sample",
            "samples");

    private static final List<String> WITHIN = List.of("_test.", ".test.", ".spec.", ".tftest.");
    private static final List<String> ENDS = List.of(".example", ".sample");

    private TestFiles() {}

    public static boolean isOne(String path) {
        String whole = "/" + path.toLowerCase(Locale.ROOT).replace('\\', '/');
        String file = whole.substring(whole.lastIndexOf('/') + 1);
        return FOLDERS.stream().anyMatch(folder -> whole.contains("/" + folder + "/"))
                || file.startsWith("test_")
                || WITHIN.stream().anyMatch(file::contains)
                || ENDS.stream().anyMatch(file::endsWith);
    }
}
