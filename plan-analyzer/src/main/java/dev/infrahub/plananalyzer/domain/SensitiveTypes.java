package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Parts;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Which types say who may do or reach what, or run what is inside them: firewalls, policies, identities, workloads. */
final class SensitiveTypes {

    /** Words of a type's name. */
    private static final Set<String> RIGHTS = Set.of(
            "firewall",
            "firewalls",
            "acl",
            "acls",
            "nacl",
            "waf",
            "wafv2",
            "policy",
            "policies",
            "iam",
            "ram",
            "rbac",
            "role",
            "roles",
            "permission",
            "permissions",
            "privilege",
            "privileges",
            "grant",
            "grants",
            "access",
            "identity",
            "principal",
            "user",
            "users",
            "oidc",
            "saml",
            "trust",
            "federated",
            "whitelist");

    private static final List<String> PHRASES = List.of(
            "security_group", "security_list", "security_rule", "service_account", "ip_allow", "ip_list", "network_rules");

    /** A policy of these kinds says when something is done, not who may do it. */
    private static final Set<String> ROUTINES = Set.of(
            "lifecycle",
            "scaling",
            "autoscaling",
            "appautoscaling",
            "backup",
            "snapshot",
            "retention",
            "stickiness",
            "cache",
            "placement",
            "replication",
            "gc",
            "maintenance");

    private static final Set<String> WORKLOADS = Set.of(
            "argocd_application",
            "aws_apprunner_service",
            "aws_batch_job_definition",
            "aws_cloudcontrolapi_resource",
            "aws_cloudformation_stack",
            "aws_cloudformation_stack_set",
            "aws_ecs_task_definition",
            "azapi_resource",
            "azapi_resource_action",
            "azapi_update_resource",
            "azurerm_container_app",
            "azurerm_container_app_job",
            "azurerm_container_group",
            "azurerm_resource_group_template_deployment",
            "azurerm_subscription_template_deployment",
            "digitalocean_app",
            "docker_container",
            "docker_service",
            "google_cloud_run_service",
            "google_cloud_run_v2_job",
            "google_cloud_run_v2_service",
            "helm_release",
            "kubectl_manifest",
            "kubernetes_cron_job",
            "kubernetes_cron_job_v1",
            "kubernetes_daemon_set_v1",
            "kubernetes_daemonset",
            "kubernetes_deployment",
            "kubernetes_deployment_v1",
            "kubernetes_job",
            "kubernetes_job_v1",
            "kubernetes_manifest",
            "kubernetes_pod",
            "kubernetes_pod_v1",
            "kubernetes_replication_controller",
            "kubernetes_replication_controller_v1",
            "kubernetes_stateful_set",
            "kubernetes_stateful_set_v1",
            "nomad_job",
            "oci_container_instances_container_instance",
            "scaleway_container");

    private SensitiveTypes() {}

    static boolean has(String type) {
        List<String> words = Parts.of(type, '_');
        boolean ofRights = !Collections.disjoint(words, RIGHTS) || PHRASES.stream().anyMatch(type::contains);
        return WORKLOADS.contains(type) || (ofRights && Collections.disjoint(words, ROUTINES));
    }
}
