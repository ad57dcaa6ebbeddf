package dev.infrahub.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./hub eval}, as somebody types it, with a Maven that builds nothing. */
class EvalTests {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));
    private static final String ASKED = "EvaluationIT#with_what_is_configured";

    @TempDir
    private Path folder;

    /** What was printed, and how it ended. */
    private record Ended(int status, String said, String arguments) {}

    /** @param made what the run leaves on the page; nothing where it leaves none */
    private Ended eval(String made, int status) throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        Path arguments = folder.resolve("arguments");
        Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(folder.resolve("made"), made);
        Files.writeString(maven, """
                #!/usr/bin/env bash
                printf '%%s\\n' "$@" "model=$AI_CHAT_MODEL" >'%s'
                for argument; do
                  case $argument in
                    -Dhub.eval.page=*) [ ! -s '%s' ] || cp '%2$s' "${argument#*=}" ;;
                  esac
                done
                echo 'BUILD SAID THIS'
                exit %d
                """.formatted(arguments, folder.resolve("made"), status));
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(ROOT.resolve("hub").toString(), "eval")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(said.toFile()));
        builder.environment().put("PATH", maven.getParent() + ":" + System.getenv("PATH"));
        builder.environment().put("HUB_HOME", home.toString());
        builder.environment().put("AI_CHAT_MODEL", "words-1");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said, UTF_8), Files.readString(arguments, UTF_8));
    }

    @Test
    void it_asks_by_the_test_that_holds_the_published_page_and_shows_what_that_says() throws Exception {
        Ended ended = eval("| all | 197 |\n", 0);

        assertThat(ended.said()).contains("Asking", "| all | 197 |").doesNotContain("BUILD SAID THIS");
        assertThat(ended.status()).isZero();
        assertThat(ended.arguments().lines()).contains("-Dit.test=" + ASKED, "verify", "model=words-1");
        String test = ASKED.substring(0, ASKED.indexOf('#'));
        assertThat(ROOT.resolve("chat-service/src/test/java/dev/infrahub/chatservice/" + test + ".java"))
                .content()
                .contains("void " + ASKED.substring(ASKED.indexOf('#') + 1) + "()");
    }

    @Test
    void a_leak_is_shown_and_fails_it() throws Exception {
        Ended ended = eval("| all | 197 |\nLEAK: acme is told of vpc-core\n", 1);

        assertThat(ended.said()).contains("LEAK: acme is told of vpc-core");
        assertThat(ended.status()).isNotZero();
    }

    @Test
    void what_could_not_be_asked_is_told_with_the_log_and_no_page_of_before_is_shown() throws Exception {
        assertThat(eval("| all | 1 |\n", 0).status()).isZero();

        Ended ended = eval("", 1);

        assertThat(ended.said()).contains("it could not be asked", "eval.log").doesNotContain("| all |");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(folder.resolve("home/eval.log")).content().contains("BUILD SAID THIS");
    }
}
