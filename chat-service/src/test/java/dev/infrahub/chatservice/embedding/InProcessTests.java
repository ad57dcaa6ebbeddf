package dev.infrahub.chatservice.embedding;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model in this process makes the vectors that its makers' own code makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InProcessTests {

    private static final Account ACCOUNT = new Account("acme", null, null);

    private final InProcess model = new InProcess();

    @AfterAll
    void close() throws OrtException {
        model.close();
    }

    /** The first numbers, as langchain4j's embeddings of 1.19.0 say them with the tokenizer of Hugging Face. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hello world | -0.0357 | 0.0207 | 0.0047
                    Überprüfung naïve café | 0.0505 | 0.0427 | -0.0235
                    terraform destroy -target=aws_s3_bucket.logs[0] | 0.0271 | 0.0619 | 0.0712
                    数据库 恢复 | 0.0687 | 0.0561 | 0.0365
                    dont (stop) $5 ^ code ~x | -0.0371 | 0.0432 | 0.0025
                    emoji 😀 test | -0.0125 | -0.0073 | 0.0778
                    Ⅷ ½ ﬁ İstanbul ß | -0.0099 | 0.0294 | 0.0235
                    שלום עולם | 0.0200 | 0.1037 | -0.0139
                    supercalifragilisticexpialidociousness and antidisestablishmentarianism | 0.0599 | -0.0269 | 0.0134
                    """)
    void vectors_are_those_of_the_reference(String text, double first, double second, double third) {
        float[] vector = vector(text);

        assertThat(vector).hasSize(384);
        assertThat((double) vector[0]).isCloseTo(first, within(0.01));
        assertThat((double) vector[1]).isCloseTo(second, within(0.01));
        assertThat((double) vector[2]).isCloseTo(third, within(0.01));
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void what_means_the_same_is_nearer_than_what_shares_its_words() {
        float[] asked = vector("How do I get the data back?");

        assertThat(cosine(asked, vector("Restore of a database from its backup")))
                .isGreaterThan(cosine(asked, vector("How do I get to the station?")) + 0.1);
    }

    @Test
    void any_text_has_a_vector() {
        Random random = new Random(3);
        List<String> texts = List.of(
                "",
                " ",
                "\0",
                "\uFFFD",
                "x".repeat(5_000),
                "\uD83D\uDE00".repeat(700),
                "word ".repeat(2_000),
                "\u0301\u0301",
                random.ints(2_000, 1, 0xD7FF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());

        assertThat(model.embed(ACCOUNT, texts).orElseThrow())
                .hasSameSizeAs(texts)
                .allSatisfy(vector -> assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5)));
    }

    @Test
    void where_native_code_does_not_run_there_are_no_vectors_and_it_is_tried_once() throws OrtException {
        AtomicInteger tries = new AtomicInteger();
        try (InProcess broken = new InProcess(
                () -> {
                    tries.incrementAndGet();
                    throw new UnsatisfiedLinkError("noexec");
                },
                _ -> {})) {
            assertThat(broken.embed(ACCOUNT, List.of("a", "b"))).isEmpty();
            assertThat(broken.embed(ACCOUNT, List.of("a"))).isEmpty();
        }
        assertThat(tries).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"acme, 1", "globex, 0"})
    void a_client_of_whom_more_waits_leaves_the_core_to_others(String second, int rests) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch bothAsked = new CountDownLatch(1);
        List<Long> rested = new CopyOnWriteArrayList<>();
        try (InProcess slow = new InProcess(
                () -> {
                    begun.countDown();
                    awaited(bothAsked);
                    throw new OrtException("none here");
                },
                rested::add)) {
            Thread first = Thread.startVirtualThread(() -> slow.embed(ACCOUNT, List.of("a")));
            begun.await();
            Thread next = Thread.startVirtualThread(() -> slow.embed(new Account(second, null, null), List.of("b")));
            eventually(() -> assertThat(next.getState()).isEqualTo(Thread.State.WAITING));
            bothAsked.countDown();
            first.join();
            next.join();
        }
        assertThat(rested).hasSize(rests);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private float[] vector(String text) {
        return model.embed(ACCOUNT, List.of(text)).orElseThrow().getFirst();
    }

    private static double cosine(float[] one, float[] other) {
        double cosine = 0;
        for (int i = 0; i < one.length; i++) {
            cosine += (double) one[i] * other[i];
        }
        return cosine;
    }
}
