package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.faults.RefusalKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalTests {

    @Test
    void a_no_is_about_who_asks_or_about_nothing_at_all_or_else_about_how_the_change_stands() {
        assertThat(codes(RefusalKind.UNKNOWN)).containsExactly("change.unknown", "ssh-certificate.unknown");
        assertThat(codes(RefusalKind.FORBIDDEN))
                .containsExactly(
                        "approver.is-requester", "approver.is-policy", "reviewer.is-requester", "reviewer.is-reporter");
        assertThat(codes(RefusalKind.CONFLICT)).hasSize(Refusal.values().length - 6);
    }

    private static List<String> codes(RefusalKind kind) {
        return Stream.of(Refusal.values())
                .filter(refusal -> refusal.kind() == kind)
                .map(Refusal::code)
                .toList();
    }
}
