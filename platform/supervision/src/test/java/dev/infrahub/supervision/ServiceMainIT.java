package dev.infrahub.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a process ends that cannot work, where what should end it in order does not work either. */
class ServiceMainIT {

    private static final long SECONDS = 60;

    @TempDir
    Path folder;

    /** Fails before Spring Boot could tell anything. */
    static final class Hopeless {
        static void main() {
            ServiceMain.run(() -> {
                throw new NoClassDefFoundError("org/springframework/boot/Missing");
            });
        }
    }

    /** Waits for ever when it is stopped. */
    static final class Stuck {
        static void main() {
            Runtime.getRuntime().addShutdownHook(new Thread(Stuck::forEver));
            ServiceMain.endProcess(Duration.ofMillis(500), () -> System.out.println("It ends."));
            forEver();
        }

        private static void forEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Has not even what it takes to say why. */
    static final class Speechless {
        static void main() {
            ServiceMain.endProcess(Duration.ofHours(1), () -> {
                throw new OutOfMemoryError("as told by a test");
            });
            Stuck.forEver();
        }
    }

    @Test
    void what_nobody_has_told_is_told() throws Exception {
        assertThat(endOf(Hopeless.class)).contains("NoClassDefFoundError: org/springframework/boot/Missing");
    }

    @Test
    void it_ends_although_something_does_not_stop() throws Exception {
        assertThat(endOf(Stuck.class)).contains("It ends.");
    }

    @Test
    void it_ends_although_it_cannot_say_why() throws Exception {
        var _ = endOf(Speechless.class);
    }

    private String endOf(Class<?> main) throws IOException, InterruptedException {
        Path console = folder.resolve("console.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(console.toFile()))
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ServiceMain.FAILED);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(console);
    }
}
