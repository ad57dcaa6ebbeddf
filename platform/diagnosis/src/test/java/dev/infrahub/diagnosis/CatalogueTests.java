package dev.infrahub.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.diagnosis.Diagnosis.Confidence;
import dev.infrahub.diagnosis.KnownFailure.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure that is known, tried on a log that has it and on one like it that has not. */
class CatalogueTests {

    private static final Set<String> CATEGORIES = Set.of(
            "credentials",
            "permission",
            "quota",
            "throttling",
            "conflict",
            "not-found",
            "configuration",
            "state",
            "backend",
            "installation",
            "module",
            "network",
            "dns",
            "tls",
            "proxy",
            "disk",
            "memory",
            "runner",
            "timeout",
            "cancelled",
            "git",
            "kubernetes",
            "policy",
            "provider",
            "pipeline",
            "none",
            "unknown");

    static Stream<KnownFailure> failures() {
        return Catalogue.all().failures().stream();
    }

    static Stream<KnownFailure> causes() {
        return failures().filter(failure -> failure.role() != Role.SIGN);
    }

    static Stream<KnownFailure> signs() {
        return failures().filter(failure -> failure.role() == Role.SIGN);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void a_log_that_has_it_is_told_by_its_name_with_evidence(KnownFailure failure) {
        Diagnosis told = Given.diagnosed(failure.yes());

        assertThat(told.cause()).as(failure.yes()).hasValue(failure.id());
        assertThat(told.category()).isEqualTo(failure.category());
        assertThat(told.confidence()).isNotEqualTo(Confidence.INCONCLUSIVE);
        assertThat(told.probableCause()).isPresent();
        assertThat(told.probableCause().orElseThrow()).doesNotContain("{");
        assertThat(told.retryable()).isEqualTo(failure.retryable());
        List<String> lines = failure.yes().lines().toList();
        assertThat(told.evidence())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(lines.get(line.number() - 1))
                        .contains(line.text().strip()));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void a_log_like_it_is_not(KnownFailure failure) {
        Diagnosis told = Given.diagnosed(failure.no());

        assertThat(told.cause()).as(failure.no()).isNotEqualTo(java.util.Optional.of(failure.id()));
        assertThat(told.others()).noneMatch(other -> other.cause().equals(java.util.Optional.of(failure.id())));
    }

    @ParameterizedTest
    @MethodSource("signs")
    void a_sign_says_that_something_failed_and_never_why(KnownFailure sign) {
        Diagnosis failed = Given.diagnosed(sign.yes());
        assertThat(failed.category()).isEqualTo("unknown");
        assertThat(failed.probableCause()).isEmpty();
        assertThat(failed.evidence()).isNotEmpty();

        assertThat(Given.diagnosed(sign.no()).category()).isEqualTo("none");
    }

    @Test
    void there_are_enough_of_each_kind() {
        assertThat(causes()).hasSizeGreaterThan(140);
        assertThat(failures()).allSatisfy(failure -> {
            assertThat(CATEGORIES).contains(failure.category());
            assertThat(failure.words())
                    .as(failure.id())
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(word).isEqualTo(word.toLowerCase(Locale.ROOT)));
        });
        for (String family : List.of(
                "terraform.",
                "aws.",
                "azure.",
                "google.",
                "kubernetes.",
                "git.",
                "runner.",
                "github.",
                "gitlab.",
                "azure-devops.")) {
            assertThat(failures().filter(failure -> failure.id().startsWith(family)))
                    .as(family)
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void what_can_be_done_is_said_of_each() {
        assertThat(causes()).allSatisfy(failure -> {
            assertThat(failure.cause()).endsWith(".");
            assertThat(failure.fixes())
                    .as(failure.id())
                    .isNotEmpty()
                    .allSatisfy(fix -> assertThat(fix).endsWith("."));
        });
    }
}
