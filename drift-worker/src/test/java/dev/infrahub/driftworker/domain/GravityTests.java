package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.driftworker.domain.DriftAnalysis.Attribute;
import dev.infrahub.driftworker.domain.DriftAnalysis.Reason;
import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the rules about changes call high or critical no rule and no owner hides, though no table names the attribute. */
class GravityTests {

    private static final String POD = "kubernetes_pod_v1.p";
    private static final String CAREFUL =
            "{\"spec\": [{\"host_network\": false, \"node_name\": \"a\", \"container\": [{\"image\": \"i\", \"security_context\": [{\"privileged\": false}]}]}]}";
    private static final String PRIVILEGED = CAREFUL.replace("\"privileged\": false", "\"privileged\": true");
    private static final String MOVED = CAREFUL.replace("\"node_name\": \"a\"", "\"node_name\": \"b\"");
    private static final String BOTH = PRIVILEGED.replace("\"node_name\": \"a\"", "\"node_name\": \"b\"");

    private static Agreements ignoring(String attribute) {
        return new Agreements(
                List.of(), List.of(), List.of(new Agreements.Ignored("IGN-1", "*", "*", attribute, "because")));
    }

    private static Agreements owned(String attribute) {
        return new Agreements(
                List.of(), List.of(new Agreements.Ownership("OWN-1", "*", "*", attribute, "somebody")), List.of());
    }

    private static DriftAnalysis pod(String after, Agreements agreements) {
        return Given.scan().drift(POD, CAREFUL, after).under(agreements).analysed();
    }

    @Test
    void neither_a_rule_nor_an_owner_of_the_client_hides_it_and_which_was_overruled_is_told() {
        for (Agreements agreements : List.of(ignoring("spec"), owned("spec"))) {
            DriftAnalysis analysis = pod(PRIVILEGED, agreements);
            String id = agreements.idsOf("network").findFirst().orElseThrow();
            assertThat(analysis.resources()).as(id).singleElement().satisfies(one -> {
                assertThat(one.risk()).isGreaterThanOrEqualTo(Risk.HIGH);
                assertThat(one.attributes())
                        .extracting(Attribute::path)
                        .containsExactly("spec[0].container[0].security_context[0].privileged");
                assertThat(one.reasons())
                        .filteredOn(reason -> reason.rule().equals("drift.rule-overruled"))
                        .extracting(Reason::detail)
                        .singleElement()
                        .asString()
                        .contains(id, "workload.privileged");
            });
            assertThat(analysis.dropped()).isEmpty();
            assertThat(analysis.unused()).isEmpty();
        }
    }

    @Test
    void what_is_not_grave_beside_it_stays_hidden() {
        Resource resource = pod(BOTH, ignoring("spec")).resources().getFirst();
        assertThat(resource.attributes())
                .extracting(Attribute::path)
                .containsExactly("spec[0].container[0].security_context[0].privileged");
        assertThat(pod(BOTH, ignoring("spec")).dropped())
                .extracting(DriftAnalysis.Dropped::path)
                .containsExactly("spec[0].node_name");
    }

    @Test
    void what_no_rule_calls_grave_is_hidden_as_the_client_says() {
        assertThat(pod(MOVED, ignoring("spec")).driftDetected()).isFalse();
        assertThat(pod(MOVED, owned("spec")).driftDetected()).isFalse();
    }

    @Test
    void nor_does_a_rule_of_the_table_whatever_its_kind() {
        for (NoiseRule rule : Given.everything()) {
            if (rule.kind() == NoiseRule.Kind.NORMALISED || rule.kind() == NoiseRule.Kind.MOVING) {
                DriftAnalysis analysis =
                        Given.scan().drift(POD, CAREFUL, PRIVILEGED).analysed(List.of(rule));
                assertThat(analysis.risk()).as(rule.id()).isGreaterThanOrEqualTo(Risk.HIGH);
            } else {
                assertThat(Given.scan()
                                .drift(POD, CAREFUL, PRIVILEGED)
                                .analysed(List.of(rule))
                                .driftDetected())
                        .as(rule.id())
                        .isTrue();
            }
        }
    }

    /** Each by itself is harmless: who may come in, and where. */
    @Test
    void what_is_grave_only_together_is_told_together() {
        String before = "{\"direction\": \"egress\", \"remote_ip_prefix\": \"10.0.0.0/8\", \"protocol\": \"tcp\","
                + " \"port_range_min\": 22, \"port_range_max\": 22}";
        String ingress = before.replace("egress", "ingress");
        String world = before.replace("10.0.0.0/8", "0.0.0.0/0");
        String both = ingress.replace("10.0.0.0/8", "0.0.0.0/0");
        assertThat(rule(before, ingress).risk()).isLessThan(Risk.CRITICAL);
        assertThat(rule(before, world).risk()).isLessThan(Risk.CRITICAL);
        assertThat(rule(before, both).risk()).isEqualTo(Risk.CRITICAL);
        assertThat(rule(before, both).resources().getFirst().attributes())
                .extracting(Attribute::path)
                .containsExactly("direction", "remote_ip_prefix");
    }

    private static DriftAnalysis rule(String before, String after) {
        return Given.scan()
                .drift("openstack_networking_secgroup_rule_v2.r", before, after)
                .under(ignoring("*"))
                .analysed();
    }

    @Test
    void of_many_that_a_rule_would_hide_all_are_told_with_the_grave_one() {
        String others = IntStream.range(0, 100)
                .mapToObj(i -> ", \"n%d\": VALUE".formatted(i))
                .collect(Collectors.joining());
        String before = CAREFUL.substring(0, CAREFUL.length() - 1) + others.replace("VALUE", "1") + "}";
        String after = PRIVILEGED.substring(0, PRIVILEGED.length() - 1) + others.replace("VALUE", "2") + "}";
        DriftAnalysis analysis =
                Given.scan().drift(POD, before, after).under(ignoring("*")).analysed();
        assertThat(analysis.resources().getFirst().attributes()).hasSize(101);
        assertThat(analysis.risk()).isGreaterThanOrEqualTo(Risk.HIGH);
    }

    @Test
    void a_rule_about_what_the_table_names_is_told_as_overruled_too() {
        Resource resource = Given.scan()
                .drift("aws_db_instance.d", "{\"deletion_protection\": true}", "{\"deletion_protection\": false}")
                .under(ignoring("deletion_protection"))
                .analysed()
                .resources()
                .getFirst();
        assertThat(resource.reasons()).extracting(Reason::rule).contains("drift.rule-overruled");
    }
}
