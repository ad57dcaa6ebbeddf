package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteTests {

    @Test
    void values_keep_their_place_and_may_be_null() {
        assertThat(Write.of("insert into t values ($1, $2, $3)", 1, null, "three")
                        .values())
                .containsExactly(1, null, "three");
    }

    @Test
    void a_write_is_what_it_was() {
        @Nullable Object[] values = {1};
        Write write = Write.of("insert into t values ($1)", values);
        values[0] = 2;

        assertThat(write.values()).containsExactly(1);
        assertThatThrownBy(() -> write.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void exactly_what_was_acknowledged_leaves_the_outbox() {
        assertThat(Outbox.remove(List.of(3L, 5L)).values()).containsExactly((Object) new Long[] {3L, 5L});
    }
}
