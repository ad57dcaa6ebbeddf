package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files of package managers, whose packages are called like secrets: made here, with 300 packages each. */
class LockFileTests {

    private static final int PACKAGES = 300;
    private static final Random RANDOM = new Random(18);

    private static final List<String> NAMES = List.of(
            "jsonwebtoken",
            "next-auth",
            "generate-password",
            "js-tokens",
            "basic-auth",
            "oauth",
            "core-auth",
            "auth-token",
            "secure-password",
            "api-key",
            "client-secret",
            "credentials",
            "secret",
            "csrf-token",
            "access-token",
            "passphrase",
            "mysql-pwd",
            "private-key",
            "connection-string",
            "session-key",
            "rotate-secrets",
            "left-pad");

    private static final List<String> SCOPES =
            List.of("", "@azure/", "@octokit/", "@types/", "@auth/", "@secret/", "@aws-sdk/credential-provider-");
    private static final List<String> RANGES = List.of(
            "^%s",
            "~%s", ">=%s", "%s", ">=%s <99", "^%s || ^98.0.0", "%s - 99.0.0", "*", "latest", "npm:^%s", "^%s-beta.2");
    private static final List<String> LICENCES =
            List.of("MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "(MIT OR CC0-1.0)", "0BSD", "BlueOak-1.0.0");

    @Test
    void noneOfTheirPackagesIsASecret() {
        assertNone(
                "package.json",
                "{\n  \"name\": \"web\",\n  \"version\": \"1.0.0\",\n  \"dependencies\": {\n"
                        + each(_ -> "    \"%s\": \"%s\"".formatted(name(), range()), ",\n") + "\n  }\n}\n");
        assertNone(
                "package.json with scripts",
                "{\n  \"scripts\": {\n"
                        + each(
                                _ -> "    \"generate-%s\": \"node scripts/%s.js --quiet\"".formatted(plain(), plain()),
                                ",\n")
                        + "\n  }\n}\n");
        assertNone("mix.lock", "%{\n" + each(_ -> ofHex(plain().replace('-', '_')), ",\n") + "\n}\n");
        assertNone(
                "package-lock.json",
                "{\n  \"lockfileVersion\": 3,\n  \"packages\": {\n"
                        + each(_ -> packaged("node_modules/" + name()), ",\n") + "\n  }\n}\n");
        assertNone(
                "package-lock.json of old",
                "{\n  \"lockfileVersion\": 1,\n  \"dependencies\": {\n" + each(_ -> packaged(name()), ",\n")
                        + "\n  }\n}\n");
        assertNone(
                "minified",
                "{\"packages\":{"
                        + each(
                                _ -> packaged("node_modules/" + name())
                                        .replace("\n", "")
                                        .replace(": ", ":")
                                        .replace("  ", ""),
                                ",")
                        + "}}");
        assertNone("yarn.lock", each(_ -> yarn(), "\n"));
        assertNone("yarn.lock of today", each(_ -> berry(), "\n"));
        assertNone("pnpm-lock.yaml", "packages:\n\n" + each(_ -> pnpm(), "\n"));
        assertNone(
                "importers of pnpm",
                "importers:\n  .:\n    dependencies:\n"
                        + each(
                                _ -> "      %s:\n        specifier: %s\n        version: %s\n"
                                        .formatted(quotedInYaml(name()), yamlRange(), version()),
                                ""));
        assertNone("Pipfile.lock", "{\n    \"default\": {\n" + each(_ -> pip(), ",\n") + "\n    }\n}\n");
        assertNone(
                "composer.json",
                "{\"require\": {" + each(_ -> "\"acme/%s\": \"%s\"".formatted(plain(), range()), ", ") + "}}");
        assertNone(
                "go.sum", each(_ -> "github.com/acme/%s v%s h1:%s=\n".formatted(plain(), version(), random(32)), ""));
        assertNone(
                "Cargo.lock",
                each(
                        _ -> "[[package]]\nname = \"%s\"\nversion = \"%s\"\nchecksum = \"%s\"\n"
                                .formatted(plain(), version(), hex()),
                        "\n"));
        assertNone(
                "Gemfile.lock",
                "GEM\n  specs:\n"
                        + each(
                                _ -> "    %s (%s)\n      %s (>= %s)\n"
                                        .formatted(plain(), version(), plain(), version()),
                                ""));
    }

    @Test
    void aSecretInOneIsFound() {
        String lock = "{\"packages\": {" + packaged("node_modules/next-auth")
                + "}, \"_auth\": {\"password\": \"hunter2-Xk9\"}}";
        assertThat(Secrets.replace(lock, _ -> "#")).doesNotContain("hunter2");
        assertThat(Secrets.find("\"resolved\": \"https://ci:hunter2-Xk9@npm.example/x.tgz\""))
                .hasSize(1);
        assertThat(Secrets.find("\"next-auth\": \"Xk9-hunter2-03Lq\"")).hasSize(1);
    }

    private static void assertNone(String file, String text) {
        List<String> found = new ArrayList<>();
        for (Finding finding : Secrets.find(text)) {
            int line = text.lastIndexOf('\n', finding.start()) + 1;
            found.add(finding.ruleId() + ": " + text.substring(line, finding.end()));
        }
        assertThat(found).as(file).isEmpty();
        assertThat(text.length()).as(file).isGreaterThan(PACKAGES * 20);
    }

    private static String each(IntFunction<String> entry, String between) {
        return IntStream.range(0, PACKAGES).mapToObj(entry).collect(Collectors.joining(between));
    }

    private static String packaged(String key) {
        return """
                    "%s": {
                      "version": "%s",
                      "resolved": "https://packages.example.com/%s/-/%s-%s.tgz",
                      "integrity": "sha512-%s==",
                      "license": "%s",
                      "dependencies": {
                        "%s": "%s"
                      },
                      "engines": {
                        "node": ">=12"
                      },
                      "funding": {
                        "url": "https://github.com/sponsors/acme"
                      }
                    }""".formatted(key, version(), name(), plain(), version(), random(64), one(LICENCES), name(), range());
    }

    private static String yarn() {
        String name = name();
        return """
                "%s@^%s":
                  version "%s"
                  resolved "https://registry.yarnpkg.com/%s/-/x-%s.tgz#%s"
                  integrity sha512-%s==
                  dependencies:
                    "%s" "%s"
                """.formatted(
                name, version(), version(), name, version(), hex().substring(0, 40), random(64), name(), range());
    }

    private static String berry() {
        String name = name();
        return """
                "%s@npm:^%s":
                  version: %s
                  resolution: "%s@npm:%s"
                  dependencies:
                    %s: "npm:^%s"
                  checksum: 10c0/%s
                  languageName: node
                """.formatted(name, version(), version(), name, version(), quotedInYaml(name()), version(), hex());
    }

    private static String pnpm() {
        return """
                  '%s@%s':
                    resolution: {integrity: sha512-%s==}
                    engines: {node: '>=12'}
                    dependencies:
                      %s: %s
                    dev: true
                """.formatted(name(), version(), random(64), quotedInYaml(name()), version());
    }

    private static String pip() {
        return """
                        "%s": {
                            "hashes": [
                                "sha256:%s",
                                "sha256:%s"
                            ],
                            "index": "pypi",
                            "markers": "python_version >= '3.7'",
                            "version": "==%s"
                        }""".formatted(plain(), hex(), hex(), version());
    }

    private static String ofHex(String name) {
        return """
                  "%s": {:hex, :%s, "%s", "%s", [:mix], [{:%s, "~> %s", [hex: :%s, repo: "hexpm", optional: false]}], "hexpm", "%s"},
                  "%s_of_git": {:git, "https://git.example.com/%s.git", "%s", [tag: "%s"]}""".formatted(name, name, version(), hex(), name, version(), name, hex(), name, name, hex(), version());
    }

    private static String quotedInYaml(String name) {
        return name.startsWith("@") ? "'" + name + "'" : name;
    }

    private static String name() {
        return one(SCOPES) + plain();
    }

    private static String plain() {
        return one(NAMES);
    }

    private static String version() {
        return RANDOM.nextInt(30) + "." + RANDOM.nextInt(40) + "." + RANDOM.nextInt(100);
    }

    private static String range() {
        return one(RANGES).formatted(version());
    }

    private static String yamlRange() {
        return "^" + version();
    }

    private static String one(List<String> all) {
        return all.get(RANDOM.nextInt(all.size()));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String random(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    private static String hex() {
        return HexFormat.of().formatHex(bytes(32));
    }
}
