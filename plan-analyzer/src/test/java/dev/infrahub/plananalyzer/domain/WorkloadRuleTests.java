package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Verdict;
import dev.infrahub.testkit.Effort;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadRuleTests {

    private static final String RULE = "workload.privileged";
    private static final String POD = "{'spec': [{'template': [{'spec': [%s]}]}]}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'container': [{'security_context': [{'privileged': true}]}]} | high | A container in it is privileged: it may do what its host may.",
                "{'init_container': [{'security_context': [{'privileged': true}]}]} | high | A container in it is privileged: it may do what its host may.",
                "{'host_pid': true} | high | It sees the processes of its host.",
                "{'host_ipc': true} | medium | It shares memory with processes of its host.",
                "{'host_network': true} | medium | It is in the network of its host.",
                "{'volume': [{'host_path': [{'path': '/'}]}]} | high | It has the whole file system of its host.",
                "{'volume': [{'host_path': [{'path': '//'}]}]} | high | It has the whole file system of its host.",
                "{'volume': [{'host_path': [{'path': '/etcetera'}]}]} | medium | It has files of its host.",
                "{'volume': [{'host_path': [{'path': '/etc/kubernetes'}]}]} | high | It has files of its host under /etc.",
                "{'volume': [{'host_path': [{'path': '/var/run/docker.sock'}]}]} | high | It has a socket of its host, such as that of the container runtime.",
                "{'volume': [{'host_path': [{'path': '/var/log/'}]}]} | medium | It has files of its host.",
                "{'volume': [{'host_path': [{'path': '/srv/x](http://evil)'}]}]} | medium | It has files of its host.",
                "{'container': [{'security_context': [{'capabilities': [{'add': ['NET_BIND_SERVICE', 'SYS_ADMIN']}]}]}]} | high | A container in it has the capability SYS_ADMIN.",
                "{'container': [{'security_context': [{'capabilities': [{'add': ['CAP_NET_ADMIN']}]}]}]} | medium | A container in it has the capability NET_ADMIN.",
                "{'container': [{'security_context': [{'capabilities': [{'add': ['hunter2']}]}]}]} | medium | A container in it has a capability that containers do not have by themselves.",
                "{'container': [{'security_context': [{'capabilities': [{'add': ['ALL']}]}]}]} | high | A container in it has all capabilities.",
                "{'container': [{'security_context': [{'proc_mount': 'Unmasked'}]}]} | high | It sees all of its host's /proc.",
                "{'security_context': [{'windows_options': [{'host_process': true}]}]} | high | A container in it is a process of its host.",
                "{'security_context': [{'seccomp_profile': [{'type': 'Unconfined'}]}]} | medium | Nothing limits which system calls and files it uses.",
                "{'container': [{'port': [{'container_port': 80, 'host_port': 80}]}]} | low | It takes a port of its host.",
            })
    void aPodThatMayWhatItsHostMayIsAReason(String pod, String severity, String detail) {
        assertOnly(plan().create("kubernetes_deployment_v1.x", json(POD.formatted(pod))), severity, detail);
        assertOnly(plan().create("kubernetes_daemonset.x", json(POD.formatted(pod))), severity, detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'container': [{'image': 'a', 'security_context': [{'privileged': false, 'allow_privilege_escalation': true, 'capabilities': [{'drop': ['ALL'], 'add': ['NET_BIND_SERVICE']}]}]}], 'host_network': false, 'host_pid': false, 'host_ipc': false}",
                "{'volume': [{'empty_dir': [{}]}, {'config_map': [{'name': 'privileged'}]}]}",
                "{'container': [{'args': ['--privileged', 'true'], 'port': [{'container_port': 80, 'host_port': 0}], 'env': [{'name': 'HOST_NETWORK', 'value': 'true'}]}]}",
                "{'security_context': [{'seccomp_profile': [{'type': 'RuntimeDefault'}]}]}",
            })
    void anOrdinaryPodIsNone(String pod) {
        Analysis.Risk risk = plan().create("kubernetes_deployment_v1.x", json(POD.formatted(pod)))
                .in("dev")
                .analyzed()
                .risk();
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.changeType()).isEqualTo("standard");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_ecs_task_definition | {'container_definitions': '[{\\'name\\': \\'a\\', \\'privileged\\': true}]'} | high | A container in it is privileged: it may do what its host may.",
                "aws_ecs_task_definition | {'container_definitions': '[{\\'linuxParameters\\': {\\'capabilities\\': {\\'add\\': [\\'SYS_PTRACE\\']}}}]'} | high | A container in it has the capability SYS_PTRACE.",
                "aws_ecs_task_definition | {'container_definitions': '[]', 'volume': [{'name': 'a', 'host_path': '/var/run/docker.sock'}]} | high | It has a socket of its host, such as that of the container runtime.",
                "aws_ecs_task_definition | {'container_definitions': '[]', 'pid_mode': 'host'} | high | It sees the processes of its host.",
                "aws_ecs_task_definition | {'container_definitions': '[]', 'ipc_mode': 'host'} | medium | It shares memory with processes of its host.",
                "aws_ecs_task_definition | {'container_definitions': '[]', 'network_mode': 'host'} | medium | It is in the network of its host.",
                "aws_batch_job_definition | {'container_properties': '{\\'privileged\\': true}'} | high | A container in it is privileged: it may do what its host may.",
                "aws_batch_job_definition | {'container_properties': '{\\'volumes\\': [{\\'host\\': {\\'sourcePath\\': \\'/etc\\'}}]}'} | high | It has files of its host under /etc.",
                "aws_codebuild_project | {'environment': [{'privileged_mode': true}]} | high | A container in it is privileged: it may do what its host may.",
                "azurerm_container_group | {'container': [{'security': [{'privilege_enabled': true}]}]} | high | A container in it is privileged: it may do what its host may.",
                "docker_container | {'privileged': true} | high | A container in it is privileged: it may do what its host may.",
                "docker_container | {'userns_mode': 'host'} | medium | Its users are those of its host.",
                "docker_container | {'network_mode': 'host'} | medium | It is in the network of its host.",
                "docker_container | {'volumes': [{'host_path': '/root'}]} | high | It has files of its host under /root.",
                "docker_container | {'mounts': [{'type': 'bind', 'source': '/etc'}]} | high | It has files of its host under /etc.",
                "kubernetes_cron_job_v1 | {'spec': [{'job_template': [{'spec': [{'template': [{'spec': [{'host_pid': true}]}]}]}]}]} | high | It sees the processes of its host.",
                "kubernetes_pod_v1 | {'spec': [{'host_network': true}]} | medium | It is in the network of its host.",
                "kubernetes_persistent_volume_v1 | {'spec': [{'persistent_volume_source': [{'host_path': [{'path': '/data'}]}]}]} | medium | It has files of its host.",
                "kubernetes_pod_security_policy | {'spec': [{'privileged': true}]} | high | A container in it is privileged: it may do what its host may.",
                "kubernetes_namespace_v1 | {'metadata': [{'labels': {'pod-security.kubernetes.io/enforce': 'privileged'}}]} | medium | Privileged containers are let into the namespace.",
            })
    void soIsAnyOtherWorkload(String type, String after, String severity, String detail) {
        assertOnly(plan().create(type + ".x", json(after)), severity, detail);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'values': ['controller:\\n  securityContext:\\n    privileged: true\\n']} | high",
                "{'values': ['a: 1', 'hostNetwork: yes']} | medium",
                "{'values': ['extraVolumes:\\n- name: x\\n  hostPath: {path: /}\\n']} | high",
                "{'values': ['base: &base {privileged: true}\\nnode:\\n  securityContext:\\n    <<: *base\\n']} | high",
                "{'set': [{'name': 'controller.securityContext.privileged', 'value': 'true'}]} | high",
                "{'set': [{'name': 'securityContext.capabilities.add[0]', 'value': 'SYS_ADMIN'}]} | high",
                "{'set': [{'name': 'extraVolumes[0].hostPath.path', 'value': '/etc'}]} | high",
            })
    void theValuesOfAChartAreReadAndTheChartItselfIsSaidNotToBe(String after, String severity) {
        Analysis.Risk risk = plan().create("helm_release.x", json(after))
                .in("dev")
                .analyzed()
                .risk();
        assertThat(risk.reasons()).extracting(Analysis.Reason::rule).containsExactlyInAnyOrder(RULE, "plan.not-judged");
        assertThat(risk.level().spelling()).isEqualTo(severity);
        Analysis.Risk harmless = plan().create(
                        "helm_release.x", json("{'values': ['replicas: 2\\nprivileged: false\\n']}"))
                .in("dev")
                .analyzed()
                .risk();
        assertThat(harmless.reasons()).extracting(Analysis.Reason::rule).containsExactly("plan.not-judged");
        assertThat(harmless.changeType()).isEqualTo("normal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kubernetes_deployment_v1 | {} | {'spec': [{'template': [{'spec': [{'container': [{'security_context': true}]}]}]}]}",
                "kubernetes_deployment_v1 | {} | {'spec': [{'template': [{'spec': [{'host_network': true}]}]}]}",
                "aws_ecs_task_definition | {'family': 'a'} | {'container_definitions': true}",
            })
    void whatIsKnownOnlyAfterApplyIsAQuestion(String type, String after, String unknown) {
        Given given = plan().change(
                        type + ".x", "\"create\"", "null", json(after), ", \"after_unknown\": " + json(unknown))
                .in("dev");
        assertThat(given.analyzed().risk().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo(RULE);
            assertThat(reason.verdict()).isEqualTo(Verdict.UNKNOWN);
        });
        assertThat(given.analyzed().risk().changeType()).isEqualTo("normal");
    }

    @Test
    void whatIsSeenToBePrivilegedLeavesNoQuestion() {
        assertOnly(
                plan().change(
                                "kubernetes_deployment_v1.x",
                                "\"create\"",
                                "null",
                                json(POD.formatted("{'host_pid': true}")),
                                json(", 'after_unknown': " + POD.formatted("{'host_network': true}"))),
                "high",
                "It sees the processes of its host.");
    }

    @Test
    void theNetworkOfATaskIsItsOwnUnlessSomebodySaysOtherwise() {
        String ports = "[{\\\"portMappings\\\": [{\\\"containerPort\\\": 80, \\\"hostPort\\\": 80}]}]";
        Given task = plan().change(
                        "aws_ecs_task_definition.x",
                        "\"create\"",
                        "null",
                        "{\"container_definitions\": \"" + ports + "\"}",
                        ", \"after_unknown\": {\"network_mode\": true}");
        assertThat(task.in("dev").analyzed().risk().reasons()).isEmpty();
    }

    @Test
    void whatIsHiddenOrNoJsonIsAQuestionToo() {
        Given hidden = plan().change(
                        "aws_ecs_task_definition.x",
                        "\"create\"",
                        "null",
                        json("{'container_definitions': '[]'}"),
                        ", \"after_sensitive\": {\"container_definitions\": true}");
        Given broken = plan().create("aws_ecs_task_definition.x", json("{'container_definitions': '[{'}"));
        for (Given given : List.of(hidden, broken)) {
            assertThat(given.in("dev").analyzed().risk().reasons())
                    .singleElement()
                    .satisfies(reason -> assertThat(reason.verdict()).isEqualTo(Verdict.UNKNOWN));
        }
    }

    @Test
    void whatWasSoBeforeIsStanding() {
        String before = json("{'spec': [{'replicas': '1', 'template': [{'spec': [{'host_pid': true}]}]}]}");
        Analysis.Risk risk = plan().update("kubernetes_deployment_v1.x", before, before.replace("\"1\"", "\"2\""))
                .in("dev")
                .analyzed()
                .risk();
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.standing())
                .singleElement()
                .satisfies(reason -> assertThat(reason.rule()).isEqualTo(RULE));
    }

    private static final String CONTAINER = "{'name': '%s', 'image': 'a:1', 'security_context': [{'privileged': %b}]}";

    @Test
    void everyContainerIsTold() {
        String two = CONTAINER.formatted("a", true) + ", " + CONTAINER.formatted("b", true);
        assertOnly(
                plan().create("kubernetes_deployment_v1.x", json(POD.formatted("{'container': [" + two + "]}"))),
                "high",
                "A container in it is privileged: it may do what its host may"
                        + " (spec.template.spec.container[0].security_context.privileged,"
                        + " spec.template.spec.container[1].security_context.privileged).");
        String many = String.join(", ", Collections.nCopies(7, CONTAINER.formatted("a", true)));
        assertThat(plan().create("kubernetes_pod_v1.x", json("{'spec': [{'container': [" + many + "]}]}"))
                        .analyzed()
                        .risk()
                        .reasons())
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason.detail()).endsWith("container[4].security_context.privileged and 2 more)."));
    }

    /** The one that was there moves to another place in the list. */
    @Test
    void oneMorePrivilegedContainerIsToldBesideOneThatWas() {
        String one = POD.formatted("{'container': [" + CONTAINER.formatted("old", true) + "]}");
        String two = POD.formatted(
                "{'container': [" + CONTAINER.formatted("new", true) + ", " + CONTAINER.formatted("old", true) + "]}");
        Given added = plan().update("kubernetes_deployment_v1.x", json(one), json(two));
        assertOnly(
                added,
                "high",
                "A container in it is privileged: it may do what its host may"
                        + " (spec.template.spec.container[0].security_context.privileged).");
        assertThat(added.analyzed().risk().standing())
                .extracting(Analysis.Reason::rule)
                .containsExactly(RULE);
        String moved = two.replace("'new', 'image': 'a:1', 'security_context': [{'privileged': true}]", "'new'");
        Given besides = plan().update("kubernetes_deployment_v1.x", json(one), json(moved));
        assertThat(besides.analyzed().risk().reasons()).isEmpty();
    }

    @Test
    void aHugeWorkloadIsReadInOneGo() {
        Effort.assertGrowsWith(16_000, size -> {
            String containers =
                    "{'security_context': [{'privileged': true, 'capabilities': [{'add': ['X1']}]}]},".repeat(size);
            Given given = plan().create(
                            "kubernetes_deployment_v1.x", json(POD.formatted("{'container': [" + containers + "{}]}")));
            assertThat(given.analyzed().risk().reasons()).hasSize(2);
        });
    }

    @Test
    void fewLinesOfAChartThatSayVeryMuchAreNotRead() {
        String bomb =
                "a: &a [x,x,x,x,x,x,x,x,x,x]\\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\\n"
                        + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\\n"
                        + "g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\\nh: [*g,*g,*g,*g,*g,*g,*g,*g,*g,*g]\\nprivileged: true\\n";
        assertThat(plan().create("helm_release.x", "{\"values\": [\"" + bomb + "\"]}")
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactly("plan.not-judged");
    }

    private static void assertOnly(Given given, String severity, String detail) {
        assertThat(given.in("dev").analyzed().risk().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo(RULE);
            assertThat(reason.detail()).isEqualTo(detail);
            assertThat(reason.severity().spelling()).isEqualTo(severity);
            assertThat(reason.verdict()).isEqualTo(Verdict.YES);
        });
    }

    /** Apostrophes stand for quotes, and with a backslash for those in a text. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
