package dev.infrahub.chatservice.domain.review;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a file is, by its path. */
public enum FileKind {
    TERRAFORM("Terraform"),
    DOCKERFILE("Dockerfiles"),
    WORKFLOW("workflows of GitHub"),
    MANIFEST("other YAML"),
    CODE("code"),
    TEST("tests"),
    OTHER("other files");

    private static final Set<String> CODE_ENDS = Set.of(
            "java", "kt", "kts", "scala", "groovy", "cs", "fs", "vb", "py", "js", "mjs", "cjs", "jsx", "ts", "tsx",
            "go", "rb", "php", "rs", "c", "cc", "cpp", "h", "swift", "sh", "bash", "ps1", "sql", "cshtml", "razor",
            "vue");

    private static final List<String> TEST_FOLDERS =
            List.of("test/", "tests/", "__tests__/", "spec/", "specs/", "testdata/", "fixtures/");

    /** As they are written: {@code FooTest.java} is one, and {@code latest.js} is none. */
    private static final List<String> TEST_NAMES =
            List.of("Test.", "Tests.", "IT.java", ".test.", ".spec.", "_test.", "_spec.");

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /** In a list of what was looked at. */
    public String words() {
        return words;
    }

    public static FileKind of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        String end = name.substring(name.lastIndexOf('.') + 1);
        if (end.equals("tf") || end.equals("tofu") || end.equals("tfvars") || name.equals("terragrunt.hcl")) {
            return TERRAFORM;
        }
        if (name.startsWith("dockerfile") || name.startsWith("containerfile") || end.equals("dockerfile")) {
            return DOCKERFILE;
        }
        if (end.equals("yml") || end.equals("yaml")) {
            return isWorkflow(lower, name) ? WORKFLOW : MANIFEST;
        }
        if (CODE_ENDS.contains(end)) {
            return isTest(path, lower) ? TEST : CODE;
        }
        return OTHER;
    }

    private static boolean isWorkflow(String path, String name) {
        return path.contains(".github/workflows/") || name.equals("action.yml") || name.equals("action.yaml");
    }

    private static boolean isTest(String path, String lower) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return TEST_FOLDERS.stream().anyMatch(folder -> lower.startsWith(folder) || lower.contains("/" + folder))
                || name.startsWith("test_")
                || TEST_NAMES.stream().anyMatch(name::contains);
    }
}
