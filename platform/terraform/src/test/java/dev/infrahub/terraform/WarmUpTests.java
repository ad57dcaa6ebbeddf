package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class WarmUpTests {

    @Test
    void the_json_has_a_bit_of_everything() throws IOException {
        try (InputStream plan = WarmUp.open(Plan.Format.JSON)) {
            Plan read = PlanReader.read(plan);
            assertThat(read.limits()).isEmpty();
            assertThat(read.changes())
                    .extracting(ResourceChange::action)
                    .contains(Action.CREATE, Action.UPDATE, Action.DELETE);
            assertThat(read.drift()).isNotEmpty();
            assertThat(read.outputs()).isNotEmpty();
        }
    }

    @Test
    void the_text_is_understood() throws IOException {
        try (InputStream plan = WarmUp.open(Plan.Format.TEXT)) {
            Plan read = PlanTextReader.read(plan);
            assertThat(read.cut()).isFalse();
            assertThat(read.changes()).hasSize(2);
        }
    }
}
