package dev.infrahub.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityRefTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout",
                "default/checkout",
                "component:checkout",
                "component:default/",
                "component:de fault/checkout",
                "component:default/-checkout",
                "component:-default/checkout",
                "1component:default/checkout",
                "component:default/a/b",
                "component:default/checkout\n"
            })
    void what_is_no_reference_of_an_entity_is_refused(String text) {
        assertThatThrownBy(() -> new EntityRef(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void references_are_compared_without_regard_to_case() {
        assertThat(new EntityRef("Component:Default/CheckOut.v2_x"))
                .isEqualTo(new EntityRef("component:default/checkout.v2_x"));
    }
}
