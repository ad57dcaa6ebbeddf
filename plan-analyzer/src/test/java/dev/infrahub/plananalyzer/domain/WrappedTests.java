package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedTests {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kubernetes_manifest | {'manifest': {'apiVersion': 'apps/v1', 'kind': 'DaemonSet', 'spec': {'template': {'spec': {'hostPID': true}}}}} | workload.privileged | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'batch/v1', 'kind': 'CronJob', 'spec': {'jobTemplate': {'spec': {'template': {'spec': {'containers': [{'securityContext': {'privileged': true}}]}}}}}}} | workload.privileged | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'v1', 'kind': 'Pod', 'spec': {'volumes': [{'hostPath': {'path': '/'}}]}}} | workload.privileged | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'rbac.authorization.k8s.io/v1', 'kind': 'ClusterRoleBinding', 'roleRef': {'kind': 'ClusterRole', 'name': 'cluster-admin'}, 'subjects': []}} | iam.admin | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'rbac.authorization.k8s.io/v1', 'kind': 'ClusterRole', 'rules': [{'apiGroups': ['*'], 'resources': ['*'], 'verbs': ['*']}]}} | iam.admin | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'networking.k8s.io/v1', 'kind': 'NetworkPolicy', 'spec': {'ingress': [{'from': [{'ipBlock': {'cidr': '0.0.0.0/0'}}], 'ports': [{'port': 22}]}]}}} | network.open-to-world | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'v1', 'kind': 'Service', 'spec': {'type': 'LoadBalancer', 'ports': [{'port': 3306}]}}} | network.open-to-world | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'labels': {'pod-security.kubernetes.io/enforce': 'privileged'}}}} | workload.privileged | medium",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'rbac.authorization.k8s.io/v1beta1', 'kind': 'RoleBinding', 'roleRef': {'name': 'reader'}, 'subjects': [{'kind': 'Group', 'name': 'system:unauthenticated'}]}} | iam.anyone | high",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'v1', 'kind': 'ConfigMap', 'data': {'mapRoles': '- groups: [system:masters]'}}} | iam.admin | high",
                "kubectl_manifest | {'yaml_body': 'apiVersion: rbac.authorization.k8s.io/v1\\nkind: ClusterRoleBinding\\nroleRef:\\n  name: cluster-admin\\n'} | iam.admin | high",
                "kubectl_manifest | {'yaml_body': 'apiVersion: v1\\nkind: Pod\\nspec:\\n  hostNetwork: true\\n'} | workload.privileged | medium",
                "kubectl_manifest | {'yaml_body_parsed': 'apiVersion: apps/v1\\nkind: Deployment\\nspec: {template: {spec: {containers: [{securityContext: {privileged: true}}]}}}\\n'} | workload.privileged | high",
                "azapi_resource | {'type': 'Microsoft.Network/networkSecurityGroups@2024-05-01', 'body': {'properties': {'securityRules': [{'properties': {'direction': 'Inbound', 'access': 'Allow', 'protocol': 'Tcp', 'sourceAddressPrefix': '*', 'destinationPortRange': '22'}}]}}} | network.open-to-world | high",
                "azapi_resource | {'type': 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01', 'body': '{\\'properties\\': {\\'direction\\': \\'Inbound\\', \\'access\\': \\'Allow\\', \\'sourceAddressPrefixes\\': [\\'0.0.0.0/0\\'], \\'destinationPortRanges\\': [\\'3389\\']}}'} | network.open-to-world | high",
                "azapi_resource | {'type': 'Microsoft.Sql/servers/firewallRules@2023-08-01', 'body': {'properties': {'startIpAddress': '0.0.0.0', 'endIpAddress': '255.255.255.255'}}} | network.open-to-world | high",
                "azapi_resource | {'type': 'Microsoft.Storage/storageAccounts@2023-05-01', 'body': {'properties': {'allowBlobPublicAccess': true}}} | access.public | high",
                "azapi_resource | {'type': 'Microsoft.Authorization/roleAssignments@2022-04-01', 'body': {'properties': {'roleDefinitionId': '/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/8E3AF657-a8ff-443c-a75c-2fe8c4bcb635', 'principalId': '1'}}} | iam.admin | high",
                "azapi_resource | {'type': 'Microsoft.Authorization/roleAssignments@2022-04-01', 'body': '{\\'properties\\': {\\'roleDefinitionId\\': \\'8e3af657-a8ff-443c-a75c-2fe8c4bcb635\\'}}'} | iam.admin | high",
                "azapi_resource | {'type': 'Microsoft.ContainerInstance/containerGroups@2023-05-01', 'body': {'properties': {'containers': [{'properties': {'securityContext': {'privileged': true}}}]}}} | workload.privileged | high",
            })
    void whatIsInsideIsJudged(String type, String after, String rule, String severity) {
        assertThat(plan().create(type + ".x", json(after))
                        .in("dev")
                        .analyzed()
                        .risk()
                        .reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.rule()).isEqualTo(rule);
                    assertThat(reason.severity().spelling()).isEqualTo(severity);
                });
    }

    @Test
    void aChangeInsideIsJudgedAsTheStepThatItIs() {
        String before = json("{'type': 'Microsoft.Storage/storageAccounts@2023-05-01', 'body': {'properties':"
                + " {'networkAcls': {'defaultAction': 'Deny'}, 'minimumTlsVersion': 'TLS1_2'}}}");
        String after = before.replace("Deny", "Allow").replace("TLS1_2", "TLS1_0");
        assertThat(plan().update("azapi_resource.x", before, after)
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactlyInAnyOrder("access.public", "tls.lowered");
        assertThat(plan().update("azapi_resource.x", after, before)
                        .analyzed()
                        .risk()
                        .reasons())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kubernetes_manifest | {'manifest': {'apiVersion': 'serving.knative.dev/v1', 'kind': 'Service', 'spec': {'type': 'LoadBalancer', 'ports': [{'port': 3306}]}}}",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Application'}}",
                "kubernetes_manifest | {'manifest': {'kind': 'Pod'}}",
                "kubectl_manifest | {'yaml_body': '{{ not yaml'}",
                "azapi_resource | {'type': 'Microsoft.Quantum/workspaces@2023-05-01', 'body': {'properties': {}}}",
                "azapi_resource | {'type': 'Microsoft.Authorization/policyAssignments@2022-04-01', 'body': {'properties': {}}}",
                "azapi_resource_action | {'type': 'Microsoft.Storage/storageAccounts@2023-05-01', 'action': 'listKeys'}",
                "azapi_resource_action | {'type': 'Microsoft.Storage/storageAccounts@2023-05-01', 'method': 'GET'}",
            })
    void whatNobodyKnowsInsideIsSaidNotToBeJudged(String type, String after) {
        Analysis.Risk risk =
                plan().create(type + ".x", json(after)).in("dev").analyzed().risk();
        assertThat(risk.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo("plan.not-judged");
            assertThat(reason.detail()).contains(type);
        });
        assertThat(risk.changeType()).isEqualTo("normal");
    }

    @Test
    void anActionOfAzureThatSetsABodyIsJudgedByIt() {
        assertThat(plan().create(
                                "azapi_resource_action.x",
                                json(
                                        "{'type': 'Microsoft.Storage/storageAccounts@2023-05-01', 'method': 'PATCH', 'body':"
                                                + " {'properties': {'allowBlobPublicAccess': true}}}"))
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactly("access.public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'action': 'regenerateKey', 'body': {'keyName': 'key1'} | has Azure do something",
                "'action': 'stop', 'method': 'POST', 'when': 'apply' | has Azure do something",
                "'method': 'DELETE' | deletes something in Azure",
            })
    void whatElseAnActionOfAzureDoesDuringApplyIsTold(String values, String told) {
        String after = json("{'type': 'Microsoft.Storage/storageAccounts@2023-05-01', %s}".formatted(values));
        assertThat(plan().create("azapi_resource_action.x", after)
                        .analyzed()
                        .risk()
                        .reasons())
                .filteredOn(reason -> reason.rule().equals("code.runs-at-apply"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail()).contains(told));
        String late =
                after.replace(", \"when\": \"apply\"", "").replace("{\"type\"", "{\"when\": \"destroy\", \"type\"");
        assertThat(plan().delete("azapi_resource_action.x", late)
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .contains("code.runs-at-apply");
        assertThat(plan().delete("azapi_resource_action.x", after)
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .doesNotContain("code.runs-at-apply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", 'body': null", ", 'body': {'properties': {}}, 'when': 'destroy'"})
    void anActionOfAzureThatSetsWhatNobodyCanReadNowIsCode(String body) {
        String values =
                json("{'type': 'Microsoft.Storage/storageAccounts@2023-05-01', 'method': 'PATCH'%s}".formatted(body));
        Given given = body.contains("when")
                ? plan().delete("azapi_resource_action.x", values)
                : plan().create("azapi_resource_action.x", values);
        assertThat(given.analyzed().risk().reasons())
                .extracting(Analysis.Reason::rule)
                .contains("code.runs-at-apply");
    }

    @Test
    void whatAnActionOfAzureSendsAtItsDestructionIsNotSentWhereItIsMade() {
        String values =
                json("{'type': 'Microsoft.Storage/storageAccounts@2023-05-01', 'method': 'PATCH', 'when': 'destroy',"
                        + " 'body': {'properties': {'allowBlobPublicAccess': true}}}");
        assertThat(plan().create("azapi_resource_action.x", values)
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .doesNotContain("access.public", "code.runs-at-apply");
    }

    @Test
    void aKindThatNobodyKnowsIsReadForWhatItsContainersMayAllTheSame() {
        String rollout =
                json("{'manifest': {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'spec': {'template':"
                        + " {'spec': {'containers': [{'securityContext': {'privileged': true}}]}}}}}");
        assertThat(plan().create("kubernetes_manifest.x", rollout)
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .containsExactlyInAnyOrder("workload.privileged", "plan.not-judged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kubernetes_manifest | {'manifest': {'apiVersion': 'v1', 'kind': 'ConfigMap', 'data': {'a': 'b'}}}",
                "kubernetes_manifest | {'manifest': {'apiVersion': 'rbac.authorization.k8s.io/v1', 'kind': 'ClusterRole', 'rules': [{'apiGroups': [''], 'resources': ['secrets'], 'resourceNames': ['one'], 'verbs': ['get']}]}}",
                "kubectl_manifest | {'yaml_body': 'apiVersion: rbac.authorization.k8s.io/v1\\nkind: ClusterRoleBinding\\nroleRef:\\n  name: view\\n'}",
                "azapi_update_resource | {'type': 'Microsoft.Sql/servers/firewallRules@2023-08-01', 'body': {'properties': {}}}",
            })
    void whatIsInsideAndHarmlessMayBeAStandardChange(String type, String after) {
        assertThat(plan().create(type + ".x", json(after))
                        .in("dev")
                        .analyzed()
                        .risk()
                        .changeType())
                .isEqualTo("standard");
    }

    @Test
    void aQuestionNamesTheAttributeOfTheWrapper() {
        Given given = plan().change(
                        "azapi_resource.x",
                        "\"create\"",
                        "null",
                        json("{'type': 'Microsoft.Sql/servers/firewallRules@2023-08-01', 'body': {'properties':"
                                + " {'startIpAddress': '0.0.0.0'}}}"),
                        ", \"after_unknown\": {\"body\": {\"properties\": {\"endIpAddress\": true}}}");
        assertThat(given.analyzed().risk().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail())
                        .isEqualTo("Cannot be judged: 'body.properties.endIpAddress' is known only after apply."));
    }

    @Test
    void aGuardInAManifestThatGoesIsToldAsOne() {
        String webhook = json("{'manifest': {'apiVersion': 'admissionregistration.k8s.io/v1', 'kind':"
                + " 'ValidatingWebhookConfiguration', 'webhooks': []}}");
        assertThat(plan().delete("kubernetes_manifest.x", webhook)
                        .analyzed()
                        .risk()
                        .reasons())
                .extracting(Analysis.Reason::rule)
                .contains("protection.weakened");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
