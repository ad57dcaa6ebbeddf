package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where something empty is not nothing, and where it is. */
class EmptinessTests {

    private static boolean tells(String address, String before, String after) {
        return Given.scan().drift(address, before, after).analysed().driftDetected();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                // all namespaces instead of this one
                "kubernetes_manifest.p | {`manifest`: {`from`: [{`namespaceSelector`: null}]}} | {`manifest`: {`from`: [{`namespaceSelector`: {}}]}}",
                "kubernetes_manifest.p | {`manifest`: {`from`: [{`podSelector`: {}}]}} | {`manifest`: {`from`: [{`podSelector`: {}, `namespaceSelector`: {}}]}}",
                "kubernetes_manifest.p | {`manifest`: {`ingress`: null}} | {`manifest`: {`ingress`: []}}",
                "kubernetes_manifest.p | {`object`: {`spec`: {`selector`: {}}}} | {`object`: {`spec`: {}}}",
                "azapi_resource.r | {`body`: {`properties`: {`rules`: null}}} | {`body`: {`properties`: {`rules`: []}}}",
                "terraform_data.d | {`input`: null} | {`input`: {}}",
                "helm_release.r | {`values`: null} | {`values`: []}",
                "x_policy.p | {`spec`: [{`namespace_selector`: null}]} | {`spec`: [{`namespace_selector`: {}}]}",
                "x_policy.p | {`labelSelector`: {}} | {`labelSelector`: null}",
                // somebody set a key
                "aws_lambda_function.f | {`environment`: [{`variables`: {`A`: `1`}}]} | {`environment`: [{`variables`: {`A`: `1`, `B`: ``}}]}",
                "aws_x.y | {`tags`: {`a`: `1`, `b`: ``}} | {`tags`: {`a`: `1`}}",
                // who may do or reach what
                "kubernetes_network_policy_v1.p | {`spec`: [{`pod_selector`: [{`match_labels`: null}]}]} | {`spec`: [{`pod_selector`: [{`match_labels`: {}}]}]}",
                "azuread_application.a | {`web`: null} | {`web`: {}}"
            })
    void it_is_told(String address, String before, String after) {
        assertThat(tells(address, before.replace('`', '"'), after.replace('`', '"')))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "aws_sqs_queue.q | {`tags`: null} | {`tags`: {}}",
                "aws_sqs_queue.q | {`policy`: null} | {`policy`: ``}",
                "aws_security_group_rule.r | {`prefix_list_ids`: null} | {`prefix_list_ids`: []}",
                "google_storage_bucket.b | {`cors`: [{`response_header`: null, `method`: []}]} | {`cors`: [{`response_header`: [], `method`: null}]}",
                "aws_instance.i | {`ami`: `a`} | {`ami`: `a`, `tags`: {}}",
                "kubernetes_service_v1.s | {`spec`: [{`external_ips`: null}]} | {`spec`: [{`external_ips`: []}]}"
            })
    void it_is_noise(String address, String before, String after) {
        assertThat(tells(address, before.replace('`', '"'), after.replace('`', '"')))
                .isFalse();
    }
}
