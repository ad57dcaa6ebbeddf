package dev.infrahub.chatservice.domain.review;

import static dev.infrahub.chatservice.domain.review.FileKind.CODE;
import static dev.infrahub.chatservice.domain.review.FileKind.DOCKERFILE;
import static dev.infrahub.chatservice.domain.review.FileKind.MANIFEST;
import static dev.infrahub.chatservice.domain.review.FileKind.TEST;
import static dev.infrahub.chatservice.domain.review.FileKind.WORKFLOW;
import static dev.infrahub.chatservice.domain.review.Severity.HIGH;
import static dev.infrahub.chatservice.domain.review.Severity.LOW;
import static dev.infrahub.chatservice.domain.review.Severity.MEDIUM;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What new lines of code do that an architecture forbids, whatever the language. Style is nobody's business here. */
final class CodeRules {

    private static final List<String> TLS_OFF = List.of(
            "verify=false",
            "rejectunauthorized:false",
            "insecureskipverify:true",
            "insecureskipverify=true",
            "node_tls_reject_unauthorized=\"0\"",
            "node_tls_reject_unauthorized='0'",
            "node_tls_reject_unauthorized=0",
            "node_tls_reject_unauthorized:\"0\"",
            "dangerousacceptanyservercertificatevalidator",
            "noophostnameverifier",
            "trustallstrategy",
            "insecuretrustmanagerfactory",
            "_create_unverified_context",
            "cert_none",
            "--no-check-certificate",
            "git_ssl_no_verify=",
            "http.sslverifyfalse",
            "ssl_verifypeer,false",
            "ssl_verifypeer,0",
            "verify_none",
            "danger_accept_invalid_certs(true)",
            "trustservercertificate=true",
            "npmconfigsetstrict-sslfalse");

    private static final List<String> UNSAFE_READING = List.of(
            "pickle.load",
            "cpickle.load",
            "dill.load",
            "marshal.load",
            "binaryformatter(",
            "newobjectinputstream(",
            "unserialize(");

    private static final List<String> ANY_ORIGIN = List.of(
            "allowanyorigin()",
            "access-control-allow-origin:*",
            "access-control-allow-origin\",\"*\"",
            "access-control-allow-origin','*'",
            "allowedorigins(\"*\")",
            "allow_origins=[\"*\"]",
            "allow_origins=['*']",
            "origin:\"*\"",
            "origin:'*'",
            "origins=\"*\"",
            "@crossorigin(\"*\")",
            "cors_allow_all_origins=true",
            "cors_origin_allow_all=true");

    private static final List<String> CHECKS = List.of(
            "[Authorize",
            "@PreAuthorize",
            "@RolesAllowed",
            "@Secured",
            "@login_required",
            "@permission_required",
            "RequireAuthorization(",
            "authorize!");

    private static final List<String> CHECKS_OFF = List.of(
            "[AllowAnonymous]", ".AllowAnonymous()", "@PermitAll", ".permitAll()", "skip_before_action :authenticate");

    private static final List<String> DISABLED = List.of(
            "@Disabled",
            "@Ignore",
            "[Ignore",
            "Skip=\"",
            "Skip = \"",
            "@pytest.mark.skip",
            "@unittest.skip",
            "t.Skip(",
            "it.skip(",
            "describe.skip(",
            "test.skip(",
            "xit(",
            "xdescribe(");

    private static final List<String> SECURITY_WORDS = List.of(
            "security",
            "auth",
            "password",
            "secret",
            "tls",
            "certificate",
            "vulnerab",
            "injection",
            "csrf",
            "xss",
            "saniti",
            "permission",
            "encrypt",
            "escape");

    private static final Set<FileKind> RUNNING = Set.of(CODE, DOCKERFILE, WORKFLOW, MANIFEST);

    private CodeRules() {}

    static List<ReviewRule> all() {
        return List.of(
                ReviewRule.ofLine(
                        "code.tls-verification-off",
                        HIGH,
                        RUNNING,
                        "Whoever is between may read and change what is sent: the certificate is not checked.",
                        "Trust the authority that signed it, by a file of certificates.",
                        CodeRules::isTlsOff),
                ReviewRule.ofLine(
                        "code.sql-from-text",
                        HIGH,
                        Set.of(CODE),
                        "SQL is made of texts: what is filled in is run.",
                        "Use parameters of the statement.",
                        Sql::isMade),
                ReviewRule.ofLine(
                        "code.shell-from-text",
                        HIGH,
                        Set.of(CODE),
                        "A command for the shell is made of texts: what is filled in is run.",
                        "Give the program and its arguments as a list, without a shell.",
                        CodeRules::isShell),
                ReviewRule.ofLine(
                        "code.unsafe-reading",
                        HIGH,
                        Set.of(CODE),
                        "Whoever made what is read there has code run by it.",
                        "Read JSON, or a format with a schema.",
                        line -> {
                            String code = ChangedFile.squeezed(line);
                            return UNSAFE_READING.stream().anyMatch(code::contains)
                                    || (code.contains("yaml.load(") && !code.contains("safeloader"));
                        }),
                ReviewRule.ofLine(
                        "code.any-origin",
                        MEDIUM,
                        Set.of(CODE, MANIFEST),
                        "Pages of any site may ask it, from inside the browser of whoever is logged in.",
                        "Name the origins.",
                        line -> {
                            String code = ChangedFile.squeezed(line);
                            return ANY_ORIGIN.stream().anyMatch(code::contains);
                        }),
                new ReviewRule(
                        "code.access-check-removed",
                        HIGH,
                        Set.of(CODE),
                        "Who may do this is not checked any more, or not at all.",
                        "Say who may; where everybody may, say why.",
                        CodeRules::checksRemoved),
                ReviewRule.ofLine(
                        "code.debug-on",
                        MEDIUM,
                        Set.of(CODE),
                        "Shows callers what is inside when something fails.",
                        "Turn it on by the environment of development alone.",
                        line -> List.of("debug=true", "app.run(debug=true)", "app.debug=true")
                                        .contains(ChangedFile.squeezed(line))
                                || ChangedFile.squeezed(line).contains("app.run(debug=true")),
                new ReviewRule(
                        "code.security-todo",
                        LOW,
                        EnumSet.complementOf(EnumSet.of(FileKind.OTHER)),
                        "Something about security is left for later.",
                        "Do it now, or say in the issue tracker by when.",
                        file -> file.addedLines().filter(line -> isSecurityTodo(line.text()))),
                new ReviewRule(
                        "code.tests-deleted",
                        MEDIUM,
                        Set.of(TEST),
                        "A file of tests is deleted.",
                        "Say what covers it now.",
                        file -> file.file().kind() == DiffFile.Kind.DELETED
                                ? Stream.of(new DiffLine(DiffLine.Sign.REMOVED, 0, ""))
                                : Stream.empty()),
                ReviewRule.ofLine(
                        "code.tests-disabled",
                        MEDIUM,
                        Set.of(TEST),
                        "A test is not run any more.",
                        "Mend it, or delete it and say why.",
                        line -> DISABLED.stream().anyMatch(word -> startsWord(line, word))),
                new ReviewRule(
                        "code.merge-conflict",
                        HIGH,
                        EnumSet.allOf(FileKind.class),
                        "A conflict of a merge is left in the file.",
                        "Settle it.",
                        CodeRules::conflicts));
    }

    private static boolean isTlsOff(String line) {
        String code = ChangedFile.squeezed(line);
        return TLS_OFF.stream().anyMatch(code::contains)
                || (line.contains("curl ") && (line.contains(" -k ") || line.contains(" --insecure")))
                || (code.contains("servercertificatecustomvalidationcallback") && code.contains("=>true"));
    }

    private static boolean isShell(String line) {
        String code = ChangedFile.squeezed(line);
        boolean isMade = Sql.isFilledIn(line);
        return (code.contains("subprocess.") && code.contains("shell=true") && isMade)
                || (isMade
                        && Stream.of(
                                        "os.system(",
                                        "os.popen(",
                                        "child_process.exec(",
                                        "execsync(",
                                        "getruntime().exec(",
                                        "shell_exec(")
                                .anyMatch(code::contains));
    }

    /** A check that is taken away and stands nowhere else, or one that is said not to be needed. */
    private static Stream<DiffLine> checksRemoved(ChangedFile file) {
        long set = file.addedCode().filter(line -> holds(CHECKS, line)).count();
        Stream<DiffLine> gone = file.file().kind() == DiffFile.Kind.DELETED
                ? Stream.empty()
                : file.removedLines()
                        .filter(line -> holds(CHECKS, line) && !ChangedFile.isComment(line.text()))
                        .skip(set);
        return Stream.concat(file.addedCode().filter(line -> holds(CHECKS_OFF, line)), gone);
    }

    private static boolean holds(List<String> words, DiffLine line) {
        return words.stream().anyMatch(line.text()::contains);
    }

    private static boolean isSecurityTodo(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return Stream.of("todo", "fixme", "hack:", "xxx").anyMatch(word -> startsWord(lower, word))
                && SECURITY_WORDS.stream().anyMatch(lower::contains);
    }

    /** Whether a word stands there that begins so. */
    private static boolean startsWord(String line, String word) {
        int at = line.indexOf(word);
        return at >= 0 && (at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1)));
    }

    private static Stream<DiffLine> conflicts(ChangedFile file) {
        return file.addedLines()
                .filter(line ->
                        line.text().startsWith("<<<<<<< ") || line.text().startsWith(">>>>>>> "));
    }
}
