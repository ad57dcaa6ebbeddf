package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CauseGroupTests {

    private static CauseGroup.Seen seen(String module, String team, int daysAgo, int now) {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"days\": 30}", "{\"days\": %d}".formatted(now))
                .analysed();
        return new CauseGroup.Seen(
                module, team, Given.NOW.minus(Duration.ofDays(daysAgo)), analysis.resources().getFirst());
    }

    @Test
    void the_same_change_in_many_modules_is_one_cause_of_the_oldest_day_and_all_owners() {
        List<CauseGroup> groups =
                CauseGroup.of(List.of(seen("a", "net", 1, 7), seen("b", "web", 9, 7), seen("b", "web", 3, 7), seen("c", "", 2, 8)));
        assertThat(groups).hasSize(2);
        CauseGroup first = groups.getFirst();
        assertThat(first.modules()).containsExactly("a", "b");
        assertThat(first.owners()).containsExactly("net", "web");
        assertThat(first.resources()).isEqualTo(3);
        assertThat(first.since()).isEqualTo(Given.NOW.minus(Duration.ofDays(9)));
        assertThat(groups.getLast().modules()).containsExactly("c");
        assertThat(groups.getLast().owners()).isEmpty();
    }
}
