package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToldTests {

    private static final ModuleFact SCANNED = new ModuleFact(
            "acme",
            "network",
            Optional.of(Instant.parse("2026-11-29T10:00:00Z")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static Understood asked(Concept... concepts) {
        return new Understood(
                Optional.of(Question.NOT_SCANNED),
                Set.copyOf(Arrays.asList(concepts)),
                Filter.NONE,
                List.of(),
                List.of());
    }

    private static Told told(Understood asked, String... permissions) {
        return Told.of(Question.NOT_SCANNED, asked, new Reach(false, Set.of("acme"), Set.of(permissions)));
    }

    @Test
    void whether_modules_were_scanned_needs_the_permission_of_what_they_are_scanned_for() {
        assertThat(told(asked(), "chat:ask").forbidden()).contains(Kind.DRIFT);
        assertThat(told(asked(), "chat:ask").untold())
                .containsExactly("You may not read credentials in files: that needs secrets:read.");
        assertThat(told(asked(Concept.SECRET), "plans:read").forbidden()).contains(Kind.SECRET);
        assertThat(told(asked(Concept.DRIFT), "secrets:read").forbidden()).contains(Kind.DRIFT);
        assertThat(told(asked(Concept.DRIFT), "plans:read").untold()).isEmpty();
    }

    @Test
    void of_two_kinds_of_scans_the_one_that_may_be_told_is_and_the_other_is_said_to_be_left_out() {
        Understood asked = asked(Concept.NOT);
        Told told = told(asked, "plans:read");
        assertThat(told.forbidden()).isEmpty();
        assertThat(told.untold()).containsExactly("You may not read credentials in files: that needs secrets:read.");
        assertThat(ModuleAnswers.scanned(asked, List.of(SCANNED), told.kinds()).text())
                .isEqualTo("Every module was scanned for drift. [1]");
        assertThat(ModuleAnswers.scanned(
                                asked,
                                List.of(SCANNED),
                                told(asked, "plans:read", "secrets:read").kinds())
                        .text())
                .contains("1 module was not scanned", "never");
    }

    @Test
    void what_is_told_beside_is_said_to_be_left_out() {
        Told told = Told.of(Question.SUMMARY, asked(), new Reach(true, Set.of(), Set.of("plans:read")));
        assertThat(told.forbidden()).isEmpty();
        assertThat(told.untold()).hasSize(2);
    }
}
