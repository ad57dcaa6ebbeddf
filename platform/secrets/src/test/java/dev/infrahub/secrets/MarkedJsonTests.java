package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedJsonTests {

    private static final int MOST_LOOKS = 100;

    private static String shown(String text) {
        return Secrets.replace(text, _ -> "#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"db\": {\"sensitive\": true, \"type\": \"string\", \"value\": \"orange\"}}",
                "{\"db\":{\"value\":\"orange\",\"type\":\"string\",\"sensitive\":true}}",
                """
                {
                  "db": {
                    "sensitive": true,
                    "type": ["object", {"a": "string"}],
                    "value": {
                      "a": "orange",
                      "b": ["orange", {"c": "orange"}]
                    }
                  }
                }
                """,
                "Outputs:\n\n{\"a\": {\"sensitive\": false, \"value\": \"shown\"}, \"db\": {\"sensitive\": true, \"value\": \"orange\"}} done",
                "x = \"{\"db\": {\"sensitive\": true, \"value\": \"orange\"}}\"",
                "{\"variables\": {\"a\": {\"default\": \"orange\", \"sensitive\": true}}}",
                "{\"db\": {\"sensitive\": true, \"value\": \"orange",
                "{\"before\": {\"a\": \"shown\", \"b\": [\"shown\", \"orange\"]}, \"before_sensitive\": {\"b\": [false, true]}}",
                "{\"after_sensitive\": true, \"after\": \"orange\"}",
                "{\"after_sensitive\": {\"b\": true}, \"after_unknown\": {}, \"after\": {\"a\": \"shown\", \"b\": {\"c\": \"orange\"}}}",
                "{\"sensitive_values\": {\"a\": [{\"b\": true}]}, \"type\": \"acme\", \"values\": {\"a\": [{\"b\": \"orange\", \"c\": \"shown\"}]}}",
                "{\"attributes\": {\"a\": [{\"b\": \"orange\"}], \"c\": \"shown\"}, \"sensitive_attributes\": "
                        + "[[{\"type\": \"get_attr\", \"value\": \"a\"}, {\"type\": \"index\", \"value\": {\"value\": 0, \"type\": \"number\"}},"
                        + " {\"type\": \"get_attr\", \"value\": \"b\"}]]}",
                "{\"values\": {\"a\": \"or{ange\"}, \"sensitive_values\": {\"a\": true}, \"x\": {\"sensitive\": true, \"value\": \"or}ange\"}}",
            })
    void a_mark_is_heard_wherever_it_stands(String text) {
        assertThat(shown(text))
                .isEqualTo(text.replace("or{ange", "#").replace("or}ange", "#").replace("orange", "#"));
    }

    /** As jq sorts the members of what terraform show -json prints. */
    @Test
    void the_order_of_members_tells_nothing() {
        for (String marks :
                List.of("\"before_sensitive\": {\"a\": true}", "\"before_sensitive\": {\"a\": true, \"b\": false}")) {
            String one = "{\"change\": {" + marks + ", \"before\": {\"a\": \"orange\"}}}";
            String other = "{\"change\": {\"before\": {\"a\": \"orange\"}, " + marks + ", \"z\": 1}}";
            assertThat(shown(one)).isEqualTo(one.replace("orange", "#"));
            assertThat(shown(other)).isEqualTo(other.replace("orange", "#"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"db\": {\"sensitive\": false, \"value\": \"orange\"}}",
                "{\"db\": {\"sensitive\": true, \"value\": \"***\"}}",
                "{\"db\": {\"sensitive\": true, \"value\": \"(sensitive value)\"}}",
                "{\"db\": {\"sensitive\": true}, \"value\": \"orange\"}",
                "{\"output\": {\"db\": {\"sensitive\": true, \"value\": \"${var.db}\"}}}",
                "{\"after\": {\"a\": \"orange\"}, \"after_sensitive\": {\"a\": false, \"b\": true}}",
                "{\"values\": {\"a\": \"orange\"}, \"sensitive_values\": {}}",
                "the output is \"sensitive\": true, and its \"value\" is hidden",
            })
    void what_is_not_marked_is_none(String text) {
        assertThat(shown(text)).isEqualTo(text);
    }

    /** However deep they stand in each other, and wherever they break off. */
    @Test
    void marks_within_marks_cost_a_few_looks_at_each_character() {
        for (String part : List.of(
                "{\"sensitive\":true,\"value\":",
                "{\"sensitive\":true,\"value\":[",
                "{\"after_sensitive\":{\"after\":true},\"after\":",
                "{\"after_sensitive\":[",
                "{\"after\":[],\"after_sensitive\":{\"after_sensitive\":",
                "\"sensitive\":true}",
                "[\"sensitive\":true,\"")) {
            String text = part.repeat(60_000 / part.length());
            assertThat(Search.work(text)).as(part).isLessThan((long) MOST_LOOKS * text.length());
            assertThat(Search.work(text + "]}".repeat(9000))).as(part).isLessThan((long) MOST_LOOKS * text.length());
        }
    }
}
