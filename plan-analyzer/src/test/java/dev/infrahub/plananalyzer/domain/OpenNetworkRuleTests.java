package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.Exposure;
import dev.infrahub.findings.NetworkRules;
import dev.infrahub.findings.Severity;
import dev.infrahub.findings.Verdict;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import dev.infrahub.testkit.Effort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenNetworkRuleTests {

    private static final String RULE = "network.open-to-world";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_vpc_security_group_ingress_rule | {'cidr_ipv4': '1.0.0.0/0', 'from_port': 22, 'to_port': 22, 'ip_protocol': 'tcp'} | high | Opens port 22 to the whole internet.",
                "aws_security_group_rule | {'type': 'ingress', 'ipv6_cidr_blocks': ['0::/0'], 'from_port': 3389, 'to_port': 3389, 'protocol': '6'} | high | Opens port 3389 to the whole internet.",
                "aws_security_group_rule | {'type': 'ingress', 'cidr_blocks': ['0.0.0.0/1', '128.0.0.0/1'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'} | high | Opens port 22 to the whole internet.",
                "aws_security_group_rule | {'type': 'ingress', 'cidr_blocks': ['0.0.0.0/1'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'} | high | Opens port 22 to 57 % of the internet.",
                "aws_security_group | {'ingress': [{'cidr_blocks': ['0.0.0.0/1'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'}, {'cidr_blocks': ['128.0.0.0/1'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'}]} | high | Opens port 22 to the whole internet.",
                "aws_security_group | {'ingress': [{'cidr_blocks': ['0.0.0.0/0'], 'from_port': 80, 'to_port': 80, 'protocol': 'tcp'}, {'cidr_blocks': ['::/0'], 'from_port': 443, 'to_port': 443, 'protocol': 'tcp'}]} | low | Opens ports 80, 443 to the whole internet.",
                "aws_security_group_rule | {'type': 'ingress', 'cidr_blocks': ['0.0.0.0/0'], 'from_port': 22, 'to_port': 22, 'protocol': '-1'} | high | Opens all ports to the whole internet.",
                "openstack_networking_secgroup_rule_v2 | {'direction': 'ingress', 'protocol': 'tcp', 'port_range_min': 0, 'port_range_max': 0, 'remote_ip_prefix': '0.0.0.0/0'} | high | Opens all ports to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/azure-load-balancer-internal': 'false'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'external-dns.alpha.kubernetes.io/hostname': 'pg.internal.corp.test'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'internal.corp.test/team': 'orders'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'external-dns.alpha.kubernetes.io/internal-hostname': 'pg.corp.test', 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/aws-load-balancer-internal': 'true', 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/azure-load-balancer-internal-subnet': 'internal'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'networking.gke.io/load-balancer-type': 'External'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]} | high | Opens port 5432 to the whole internet.",
                "azurerm_network_security_rule | {'direction': 'Inbound', 'access': 'Allow', 'protocol': 'Tcp', 'source_address_prefix': '<nw>/0', 'destination_port_range': '3306'} | high | Opens port 3306 to the whole internet.",
                "aws_network_acl_rule | {'egress': false, 'rule_action': 'allow', 'protocol': '-1', 'cidr_block': '0.0.0.0/0'} | high | Opens all ports to the whole internet.",
                "aws_network_acl | {'ingress': [{'action': 'allow', 'protocol': 'tcp', 'from_port': 22, 'to_port': 22, 'cidr_block': '', 'ipv6_cidr_block': '::/0'}]} | high | Opens port 22 to the whole internet.",
                "aws_ec2_managed_prefix_list | {'entry': [{'cidr': '10.0.0.0/8'}, {'cidr': '0.0.0.0/0'}]} | medium | Opens whatever lets this list in to the whole internet.",
                "aws_eks_cluster | {'vpc_config': [{'endpoint_public_access': true, 'public_access_cidrs': ['0.0.0.0/0']}]} | high | Opens the control plane to the whole internet.",
                "azurerm_network_security_rule | {'direction': 'Inbound', 'access': 'Allow', 'protocol': 'Tcp', 'source_address_prefix': 'Internet', 'destination_port_ranges': ['22', '3389']} | high | Opens ports 22, 3389 to the whole internet.",
                "azurerm_network_security_rule | {'direction': 'Inbound', 'access': 'Allow', 'protocol': '*', 'source_address_prefixes': ['10.0.0.0/8', '::/0'], 'destination_port_range': '*'} | high | Opens all ports to the whole internet.",
                "azurerm_network_security_rule | {'direction': 'Inbound', 'access': 'Allow', 'protocol': '*', 'source_address_prefix': 'AzureCloud', 'destination_port_range': '22'} | medium | Opens port 22 to whoever rents anything in Azure.",
                "azurerm_postgresql_flexible_server_firewall_rule | {'start_ip_address': '0.0.0.0', 'end_ip_address': '255.255.255.255'} | high | Opens the database to the whole internet.",
                "azurerm_mssql_firewall_rule | {'start_ip_address': '0.0.0.0', 'end_ip_address': '0.0.0.0'} | medium | Opens the database to whoever rents anything in Azure.",
                "azurerm_mssql_firewall_rule | {'start_ip_address': '1.0.0.0', 'end_ip_address': '126.255.255.255'} | high | Opens the database to 57 % of the internet.",
                "azurerm_cosmosdb_account | {'ip_range_filter': '10.0.0.1,0.0.0.0/0'} | high | Opens the database to the whole internet.",
                "azurerm_kubernetes_cluster | {'api_server_access_profile': [{'authorized_ip_ranges': ['0.0.0.0/0']}]} | high | Opens the control plane to the whole internet.",
                "azurerm_linux_web_app | {'site_config': [{'ip_restriction': [{'action': 'Allow', 'ip_address': '0.0.0.0/0'}]}]} | low | Opens the application to the whole internet.",
                "azurerm_firewall_policy_rule_collection_group | {'nat_rule_collection': [{'action': 'Dnat', 'rule': [{'source_addresses': ['*'], 'protocols': ['TCP'], 'destination_ports': ['3389']}]}]} | high | Opens port 3389 to the whole internet.",
                "azurerm_firewall_nat_rule_collection | {'action': 'Dnat', 'rule': [{'source_addresses': ['*'], 'protocols': ['TCP'], 'destination_ports': ['22']}]} | high | Opens port 22 to the whole internet.",
                "google_compute_firewall | {'source_ranges': ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/1'], 'allow': [{'protocol': 'icmp'}, {'protocol': 'tcp', 'ports': ['20-25', '443']}]} | high | Opens ports 20-25, 443 to the whole internet.",
                "google_compute_firewall | {'direction': 'INGRESS', 'source_ranges': ['0.0.0.0/0'], 'allow': [{'protocol': 'all', 'ports': []}]} | high | Opens all ports to the whole internet.",
                "google_compute_network_firewall_policy_rule | {'direction': 'INGRESS', 'action': 'allow', 'match': [{'src_ip_ranges': ['0.0.0.0/0'], 'layer4_configs': [{'ip_protocol': 'tcp', 'ports': ['22']}]}]} | high | Opens port 22 to the whole internet.",
                "google_compute_firewall_policy_with_rules | {'rule': [{'action': 'allow', 'match': [{'src_ip_ranges': ['::/0'], 'layer4_config': [{'ip_protocol': 'tcp', 'ports': ['22']}]}]}]} | high | Opens port 22 to the whole internet.",
                "google_sql_database_instance | {'settings': [{'ip_configuration': [{'ipv4_enabled': true, 'authorized_networks': [{'value': '203.0.113.7/32'}, {'value': '0.0.0.0/0'}]}]}]} | high | Opens the database to the whole internet.",
                "google_sql_database_instance | {'settings': [{'ip_configuration': [{'authorized_networks': [{'value': '0.0.0.0/1'}, {'value': '128.0.0.0/1'}]}]}]} | high | Opens the database to the whole internet.",
                "google_container_cluster | {'master_authorized_networks_config': [{'cidr_blocks': [{'cidr_block': '0.0.0.0/0'}]}]} | high | Opens the control plane to the whole internet.",
                "kubernetes_network_policy_v1 | {'spec': [{'ingress': [{'from': [{'ip_block': [{'cidr': '0.0.0.0/0'}]}], 'ports': [{'port': '5432'}]}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_network_policy | {'spec': [{'ingress': [{'from': []}]}]} | medium | Opens its pods to the whole internet.",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432, 'protocol': 'TCP'}]}]} | high | Opens port 5432 to the whole internet.",
                "kubernetes_service | {'spec': [{'type': 'LoadBalancer', 'load_balancer_source_ranges': ['0.0.0.0/0'], 'port': [{'port': 443}]}]} | low | Opens port 443 to the whole internet.",
                "scaleway_instance_security_group_rules | {'inbound_rule': [{'action': 'accept', 'protocol': 'TCP', 'port': 0, 'port_range': '20-25', 'ip_range': '0.0.0.0/0'}]} | high | Opens ports 20-25 to the whole internet.",
                "scaleway_instance_security_group | {'inbound_rule': [{'action': 'accept', 'protocol': 'TCP', 'port': 22}]} | high | Opens port 22 to the whole internet.",
                "scaleway_instance_security_group | {'inbound_default_policy': 'accept'} | high | Opens all ports to the whole internet.",
                "scaleway_redis_cluster | {'acl': [{'ip': '0.0.0.0/0'}]} | high | Opens the cache to the whole internet.",
                "oci_core_security_list | {'ingress_security_rules': [{'protocol': '6', 'source': '0.0.0.0/0', 'tcp_options': [{'min': 22, 'max': 22}]}]} | high | Opens port 22 to the whole internet.",
                "oci_core_network_security_group_security_rule | {'direction': 'INGRESS', 'protocol': '6', 'source': '0.0.0.0/0', 'tcp_options': [{'destination_port_range': [{'min': 3000, 'max': 3010}]}]} | medium | Opens ports 3000-3010 to the whole internet.",
                "oci_core_network_security_group_security_rule | {'direction': 'INGRESS', 'protocol': 'all', 'source': '0.0.0.0/0'} | high | Opens all ports to the whole internet.",
                "oci_database_autonomous_database | {'whitelisted_ips': ['10.0.0.1', '0.0.0.0/0']} | high | Opens the database to the whole internet.",
                "alicloud_security_group_rule | {'type': 'ingress', 'ip_protocol': 'tcp', 'port_range': '22/22', 'cidr_ip': '0.0.0.0/0', 'policy': 'accept'} | high | Opens port 22 to the whole internet.",
                "alicloud_security_group_rule | {'type': 'ingress', 'ip_protocol': 'all', 'port_range': '-1/-1', 'cidr_ip': '0.0.0.0/0'} | high | Opens all ports to the whole internet.",
                "alicloud_db_instance | {'security_ips': ['0.0.0.0/0']} | high | Opens the database to the whole internet.",
                "alicloud_polardb_cluster | {'db_cluster_ip_array': [{'security_ips': ['0.0.0.0']}]} | high | Opens the database to the whole internet.",
                "digitalocean_firewall | {'inbound_rule': [{'protocol': 'tcp', 'port_range': '22', 'source_addresses': ['0.0.0.0/0', '::/0']}]} | high | Opens port 22 to the whole internet.",
                "digitalocean_database_firewall | {'rule': [{'type': 'ip_addr', 'value': '0.0.0.0/0'}]} | high | Opens the database to the whole internet.",
                "digitalocean_kubernetes_cluster | {'control_plane_firewall': [{'enabled': true, 'allowed_addresses': ['0.0.0.0/0']}]} | high | Opens the control plane to the whole internet.",
                "hcloud_firewall | {'rule': [{'direction': 'in', 'protocol': 'tcp', 'port': 'any', 'source_ips': ['::/0']}]} | high | Opens all ports to the whole internet.",
                "openstack_networking_secgroup_rule_v2 | {'direction': 'ingress', 'protocol': 'tcp', 'port_range_min': 22, 'port_range_max': 22, 'remote_ip_prefix': '0.0.0.0/0'} | high | Opens port 22 to the whole internet.",
                "openstack_networking_secgroup_rule_v2 | {'direction': 'ingress', 'protocol': 'tcp', 'port_range_min': 22, 'port_range_max': 22, 'remote_ip_prefix': '', 'remote_group_id': ''} | high | Opens port 22 to the whole internet.",
                "openstack_compute_secgroup_v2 | {'rule': [{'ip_protocol': 'tcp', 'from_port': 22, 'to_port': 22, 'cidr': '0.0.0.0/0'}]} | high | Opens port 22 to the whole internet.",
                "openstack_fw_rule_v2 | {'action': 'allow', 'protocol': 'tcp', 'destination_port': '22:23'} | high | Opens ports 22-23 to the whole internet.",
                "cloudflare_access_rule | {'mode': 'whitelist', 'configuration': [{'target': 'ip_range', 'value': '0.0.0.0/0'}]} | medium | Opens what Cloudflare stands before to the whole internet.",
                "cloudflare_spectrum_application | {'protocol': 'tcp/22'} | high | Opens port 22 to the whole internet.",
                "cloudflare_zero_trust_access_policy | {'decision': 'bypass', 'include': [{'everyone': {}}]} | high | Opens the application to the whole internet.",
                "cloudflare_access_policy | {'decision': 'allow', 'include': [{'ip': ['0.0.0.0/0']}]} | high | Opens the application to the whole internet.",
                "mongodbatlas_project_ip_access_list | {'cidr_block': '0.0.0.0/0'} | high | Opens the database to the whole internet.",
                "snowflake_network_policy | {'allowed_ip_list': ['0.0.0.0/0']} | high | Opens the database to the whole internet.",
                "linode_firewall | {'inbound_policy': 'ACCEPT'} | high | Opens all ports to the whole internet.",
                "kubernetes_network_policy_v1 | {'spec': [{'policy_types': ['Ingress'], 'ingress': [{'from': [{'ip_block': [{'cidr': '0.0.0.0/0'}]}], 'ports': []}]}]} | medium | Opens its pods to the whole internet.",
                "vultr_firewall_rule | {'protocol': 'tcp', 'subnet': '0.0.0.0', 'subnet_size': 0, 'port': '22'} | high | Opens port 22 to the whole internet.",
                "ibm_is_security_group_rule | {'direction': 'inbound', 'remote': '0.0.0.0/0', 'tcp': [{'port_min': 22, 'port_max': 22}]} | high | Opens port 22 to the whole internet.",
                "ibm_is_security_group_rule | {'direction': 'inbound', 'tcp': [{'port_min': 22, 'port_max': 22}]} | high | Opens port 22 to the whole internet.",
                "ibm_is_security_group_rule | {'direction': 'inbound', 'remote': '0.0.0.0/0', 'tcp': [], 'udp': [], 'icmp': []} | high | Opens all ports to the whole internet.",
                "ibm_is_network_acl | {'rules': [{'action': 'allow', 'direction': 'inbound', 'source': '0.0.0.0/0', 'udp': [{'port_min': 53, 'port_max': 53}]}]} | medium | Opens port 53 to the whole internet.",
                "yandex_vpc_security_group | {'ingress': [{'protocol': 'TCP', 'port': 22, 'from_port': -1, 'to_port': -1, 'v4_cidr_blocks': ['0.0.0.0/0']}]} | high | Opens port 22 to the whole internet.",
                "yandex_vpc_security_group | {'ingress': [{'protocol': 'TCP', 'port': -1, 'from_port': 8090, 'to_port': 8099, 'v4_cidr_blocks': ['0.0.0.0/0']}]} | medium | Opens ports 8090-8099 to the whole internet.",
                "yandex_vpc_security_group_rule | {'direction': 'ingress', 'protocol': 'ANY', 'port': -1, 'from_port': -1, 'to_port': -1, 'v6_cidr_blocks': ['::/0']} | high | Opens all ports to the whole internet.",
                "tencentcloud_security_group_rule_set | {'ingress': [{'action': 'ACCEPT', 'cidr_block': '0.0.0.0/0', 'protocol': 'ALL', 'port': 'ALL'}]} | high | Opens all ports to the whole internet.",
                "tencentcloud_security_group_rule | {'type': 'ingress', 'policy': 'accept', 'cidr_ip': '0.0.0.0/0', 'ip_protocol': 'tcp', 'port_range': '22'} | high | Opens port 22 to the whole internet.",
                "huaweicloud_networking_secgroup_rule | {'direction': 'ingress', 'protocol': 'tcp', 'ports': '80,443', 'port_range_min': 0, 'port_range_max': 0, 'remote_ip_prefix': '0.0.0.0/0'} | low | Opens ports 80, 443 to the whole internet.",
                "exoscale_security_group_rule | {'type': 'INGRESS', 'protocol': 'TCP', 'cidr': '0.0.0.0/0', 'start_port': 22, 'end_port': 22} | high | Opens port 22 to the whole internet.",
                "ovh_cloud_project_database_ip_restriction | {'ip': '0.0.0.0/0'} | high | Opens the database to the whole internet.",
                "upcloud_firewall_rules | {'firewall_rule': [{'action': 'accept', 'direction': 'in', 'source_address_start': '0.0.0.0', 'source_address_end': '255.255.255.255', 'destination_port_start': '22', 'destination_port_end': '22', 'protocol': 'tcp'}]} | high | Opens port 22 to the whole internet.",
            })
    void whatLetsTheInternetInIsToldWhateverTheProvider(String type, String after, String severity, String detail) {
        assertThat(reasons(plan().create(type + ".x", json(after))))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.detail()).isEqualTo(detail);
                    assertThat(reason.severity().spelling()).isEqualTo(severity);
                    assertThat(reason.verdict()).isEqualTo(Verdict.YES);
                });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_vpc_security_group_ingress_rule | {'cidr_ipv4': '3.251.148.96/29', 'from_port': 5439, 'to_port': 5439, 'ip_protocol': 'tcp'}",
                "aws_security_group_rule | {'type': 'ingress', 'cidr_blocks': ['192.168.0.0/16'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'}",
                "aws_security_group_rule | {'type': 'egress', 'cidr_blocks': ['0.0.0.0/0'], 'from_port': 0, 'to_port': 0, 'protocol': '-1'}",
                "aws_security_group_rule | {'type': 'ingress', 'cidr_blocks': ['0.0.0.0/0'], 'from_port': 8, 'to_port': 0, 'protocol': 'icmp'}",
                "aws_network_acl_rule | {'egress': true, 'rule_action': 'allow', 'protocol': '-1', 'cidr_block': '0.0.0.0/0'}",
                "aws_network_acl_rule | {'egress': false, 'rule_action': 'deny', 'protocol': '-1', 'cidr_block': '0.0.0.0/0'}",
                "aws_eks_cluster | {'vpc_config': [{'endpoint_public_access': false, 'public_access_cidrs': ['0.0.0.0/0']}]}",
                "azurerm_network_security_rule | {'direction': 'Inbound', 'access': 'Deny', 'source_address_prefix': '*', 'destination_port_range': '*'}",
                "azurerm_network_security_rule | {'direction': 'Inbound', 'access': 'Allow', 'source_address_prefix': 'VirtualNetwork', 'destination_port_range': '*'}",
                "azurerm_firewall_policy_rule_collection_group | {'network_rule_collection': [{'action': 'Deny', 'rule': [{'source_addresses': ['*'], 'protocols': ['TCP'], 'destination_ports': ['3389']}]}]}",
                "google_compute_firewall | {'disabled': true, 'source_ranges': ['0.0.0.0/0'], 'allow': [{'protocol': 'tcp', 'ports': ['22']}]}",
                "google_compute_firewall | {'source_ranges': ['0.0.0.0/0'], 'allow': [{'protocol': 'esp'}], 'deny': []}",
                "google_compute_firewall | {'source_ranges': ['0.0.0.0/0'], 'deny': [{'protocol': 'tcp', 'ports': ['22']}]}",
                "google_sql_database_instance | {'settings': [{'ip_configuration': [{'ipv4_enabled': false, 'authorized_networks': [{'value': '0.0.0.0/0'}]}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/azure-load-balancer-internal': 'true'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/aws-load-balancer-internal': '0.0.0.0/0'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'cloud.google.com/load-balancer-type': 'internal'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/oci-load-balancer-internal': 'true'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'oci-network-load-balancer.oraclecloud.com/internal': 'true'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': 'intranet'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/openstack-internal-load-balancer': 'true'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': 'private'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid': 'subnet-1'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'service.beta.kubernetes.io/scw-loadbalancer-private': 'true'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'metadata': [{'annotations': {'networking.gke.io/load-balancer-type': 'Internal'}}], 'spec': [{'type': 'LoadBalancer', 'port': [{'port': 5432}]}]}",
                "kubernetes_service_v1 | {'spec': [{'type': 'ClusterIP', 'port': [{'port': 5432}]}]}",
                "kubernetes_network_policy_v1 | {'spec': [{'policy_types': ['Ingress'], 'ingress': []}]}",
                "kubernetes_network_policy_v1 | {'spec': [{'ingress': [{'from': [{'pod_selector': [{}]}]}]}]}",
                "scaleway_instance_security_group | {'inbound_default_policy': 'drop', 'inbound_rule': [{'action': 'drop', 'ip_range': '0.0.0.0/0'}]}",
                "scaleway_lb_acl | {'action': [{'type': 'deny'}], 'match': [{'ip_subnet': ['0.0.0.0/0']}]}",
                "alicloud_security_group_rule | {'type': 'ingress', 'ip_protocol': 'tcp', 'port_range': '22/22', 'cidr_ip': '0.0.0.0/0', 'policy': 'drop'}",
                "digitalocean_database_firewall | {'rule': [{'type': 'droplet', 'value': '50001'}]}",
                "hcloud_firewall | {'rule': [{'direction': 'out', 'protocol': 'tcp', 'port': 'any', 'destination_ips': ['0.0.0.0/0'], 'source_ips': []}]}",
                "openstack_networking_secgroup_rule_v2 | {'direction': 'ingress', 'protocol': 'tcp', 'port_range_min': 22, 'port_range_max': 22, 'remote_ip_prefix': '', 'remote_group_id': 'a'}",
                "vultr_firewall_rule | {'protocol': 'tcp', 'subnet': '203.0.113.0', 'subnet_size': 24, 'port': '22'}",
                "ibm_is_security_group_rule | {'direction': 'inbound', 'remote': '0.0.0.0/0', 'tcp': [], 'udp': [], 'icmp': [{'type': 8}]}",
                "huaweicloud_networking_secgroup_rule | {'direction': 'ingress', 'action': 'deny', 'protocol': 'tcp', 'ports': '22', 'remote_ip_prefix': '0.0.0.0/0'}",
                "cloudflare_zero_trust_access_policy | {'decision': 'allow', 'include': [{'everyone': {}}], 'require': [{'email_domain': {'domain': 'example.com'}}]}",
                "cloudflare_zero_trust_access_policy | {'decision': 'deny', 'include': [{'everyone': {}}]}",
            })
    void whatLetsNobodyInIsNot(String type, String after) {
        assertThat(reasons(plan().create(type + ".x", json(after)))).isEmpty();
    }

    static Stream<Arguments> rows() {
        return NetworkRules.TABLE.byType().entrySet().stream()
                .flatMap(of -> of.getValue().stream()
                        .filter(entry -> entry.sources().stream().noneMatch(NetworkRules.Source::isDefault))
                        .map(entry -> Arguments.of(of.getKey(), entry)));
    }

    /** Values made by the row itself: each is read at the paths that it names, under the conditions that it names. */
    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTableIsRead(String type, NetworkRules.Entry entry) {
        assertThat(beyondNothing(entry, "0.0.0.0/0")).as(type).singleElement().satisfies(told -> {
            assertThat(told.to()).isEqualTo("to the whole internet");
            assertThat(told.what())
                    .isEqualTo(entry.what() == null ? what(entry) : entry.what().words());
        });
        if (entry.sources().stream().noneMatch(NetworkRules.Source::isEveryone)) {
            assertThat(beyondNothing(entry, "10.0.0.0/8")).as(type).isEmpty();
        }
        for (NetworkRules.Condition condition : entry.when()) {
            boolean needed = condition.test() == NetworkRules.Condition.Test.IS
                    && !condition.values().contains("")
                    && !condition.values().contains(NetworkRules.Condition.SET);
            if (needed) {
                assertThat(Exposure.of(List.of(entry), Made.by(entry, "0.0.0.0/0", condition))
                                .beyond(Exposure.of(List.of(), Value.Special.NULL)))
                        .as(type + " without " + condition)
                        .isEmpty();
            }
        }
    }

    private static String what(NetworkRules.Entry entry) {
        return entry.ports().isEmpty() ? "all ports" : "port 22";
    }

    private static List<Exposure.Told> beyondNothing(NetworkRules.Entry entry, String network) {
        return Exposure.of(List.of(entry), Made.by(entry, network, null))
                .beyond(Exposure.of(List.of(), Value.Special.NULL));
    }

    /** Values of which a row speaks. */
    private static final class Made {

        private final Map<String, Object> members = new LinkedHashMap<>();

        @SuppressWarnings("unchecked")
        private void put(String path, String value) {
            List<String> steps = Parts.of(path, '.');
            Map<String, Object> at = members;
            for (String step : steps.subList(0, steps.size() - 1)) {
                Object next = at.computeIfAbsent(step, _ -> new LinkedHashMap<String, Object>());
                if (!(next instanceof Map)) {
                    return;
                }
                at = (Map<String, Object>) next;
            }
            at.putIfAbsent(steps.getLast(), value);
        }

        static Value by(NetworkRules.Entry entry, String network, NetworkRules.@Nullable Condition broken) {
            Made made = new Made();
            made.put(
                    entry.blocks().stream().map(step -> step + ".").collect(Collectors.joining()) + "made",
                    "for a test");
            String blocks = entry.blocks().stream().map(step -> step + ".").collect(Collectors.joining());
            for (NetworkRules.Condition condition : entry.when()) {
                boolean holds = condition.test() == NetworkRules.Condition.Test.HOLDS;
                boolean is = condition.test() == NetworkRules.Condition.Test.IS
                        && !condition.values().contains("");
                if (!holds && !is) {
                    continue;
                }
                String around = switch (condition.up()) {
                    case 0 -> blocks;
                    case 1 ->
                        entry.blocks().subList(0, entry.blocks().size() - 1).stream()
                                .map(step -> step + ".")
                                .collect(Collectors.joining());
                    default -> "";
                };
                String wanted = condition.values().stream().sorted().findFirst().orElseThrow();
                if (holds) {
                    int equals = wanted.indexOf('=');
                    made.members.put("metadata", Map.of("annotations", entry(wanted, equals)));
                    continue;
                }
                made.put(around + condition.path(), condition.equals(broken) ? "something else" : wanted);
            }
            for (NetworkRules.Source source : entry.sources()) {
                if (source.last() != null) {
                    boolean all = network.endsWith("/0");
                    made.put(blocks + source.first(), all ? "0.0.0.0" : "10.0.0.0");
                    made.put(blocks + source.last(), all ? "255.255.255.255" : "10.9.9.9");
                } else if (!source.isEveryone()) {
                    made.put(blocks + source.first(), network);
                }
            }
            String services = blocks + (entry.services().isEmpty() ? "" : entry.services() + ".");
            entry.ports().forEach(ports -> {
                made.put(services + ports.first(), "22");
                if (ports.last() != null) {
                    made.put(services + ports.last(), "22");
                }
            });
            return value(made.members);
        }

        private static Map<String, Object> entry(String text, int equals) {
            return Map.of(text.substring(0, equals), text.substring(equals + 1));
        }

        private static Value value(Object of) {
            if (of instanceof Map<?, ?> some) {
                Map<String, Value> values = new LinkedHashMap<>();
                some.forEach((name, member) -> values.put((String) name, value(member)));
                return new Value.Members(values);
            }
            return "*".equals(of) ? new Value.Bool(true) : new Value.Text((String) of);
        }
    }

    @Test
    void onlyWhatIsNewIsTheChanges() {
        String before =
                "{'ingress': [{'cidr_blocks': ['0.0.0.0/0'], 'from_port': 22, 'to_port': 23, 'protocol': 'tcp'}]}";
        String after =
                "{'ingress': [{'cidr_blocks': ['0.0.0.0/0'], 'from_port': 22, 'to_port': 25, 'protocol': 'tcp'}]}";
        Given widened = plan().update("aws_security_group.x", json(before), json(after));
        assertThat(reasons(widened))
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail()).isEqualTo("Opens ports 24-25 to the whole internet."));
        assertThat(widened.analyzed().risk().standing())
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail())
                        .isEqualTo("Already so before this change: ports 22-23 open to the whole internet."));
        assertThat(reasons(plan().update("aws_security_group.x", json(after), json(before))))
                .isEmpty();
    }

    @Test
    void whatWasOpenAsAWholeIsNotNew() {
        String before = json("{'name': 'a', 'start_ip': '0.0.0.0', 'end_ip': '255.255.255.255'}");
        Given renamed = plan().update("azurerm_redis_firewall_rule.x", before, before.replace("\"a\"", "\"b\""));
        assertThat(reasons(renamed)).isEmpty();
        assertThat(renamed.analyzed().risk().standing())
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail())
                        .isEqualTo("Already so before this change: the cache open to the whole internet."));
    }

    @ParameterizedTest(name = "{1} to {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'cidr_blocks': ['0.0.0.0/0'] | 'cidr_blocks': ['0.0.0.0/0'], 'ipv6_cidr_blocks': ['::/0'] | Opens port 22 to the whole internet over IPv6.",
                "'ipv6_cidr_blocks': ['::/0'] | 'cidr_blocks': ['0.0.0.0/0'], 'ipv6_cidr_blocks': ['::/0'] | Opens port 22 to the whole internet over IPv4.",
                "'ipv6_cidr_blocks': ['::/0'] | 'cidr_blocks': ['0.0.0.0/1'], 'ipv6_cidr_blocks': ['::/0'] | Opens port 22 to 57 % of the internet over IPv4.",
                "'cidr_blocks': ['0.0.0.0/1'] | 'cidr_blocks': ['0.0.0.0/1', '128.0.0.0/2'] | Opens port 22 to 86 % of the internet.",
                "'cidr_blocks': ['0.0.0.0/1'] | 'cidr_blocks': ['0.0.0.0/1'], 'ipv6_cidr_blocks': ['::/0'] | Opens port 22 to the whole internet.",
            })
    void whatIsOpenByOneVersionIsNotOpenByTheOther(String before, String after, String detail) {
        String rule = "{'type': 'ingress', %s, 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'}";
        Given added =
                plan().update("aws_security_group_rule.x", json(rule.formatted(before)), json(rule.formatted(after)));
        assertThat(reasons(added)).singleElement().satisfies(reason -> {
            assertThat(reason.detail()).isEqualTo(detail);
            assertThat(reason.severity()).isEqualTo(Severity.HIGH);
        });
        Given taken =
                plan().update("aws_security_group_rule.x", json(rule.formatted(after)), json(rule.formatted(before)));
        assertThat(reasons(taken)).isEmpty();
    }

    @Test
    void portsThatAreWidenedAndAVersionThatIsAddedAreTwoReasons() {
        String before =
                "{'ingress': [{'cidr_blocks': ['0.0.0.0/0'], 'from_port': 443, 'to_port': 443, 'protocol': 'tcp'}]}";
        String after =
                "{'ingress': [{'cidr_blocks': ['0.0.0.0/0'], 'ipv6_cidr_blocks': ['::/0'], 'from_port': 443, 'to_port': 444, 'protocol': 'tcp'}, {'cidr_blocks': ['0.0.0.0/0'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'}]}";
        assertThat(reasons(plan().update("aws_security_group.x", json(before), json(after))))
                .extracting(Analysis.Reason::detail)
                .containsExactlyInAnyOrder(
                        "Opens ports 22, 444 to the whole internet.",
                        "Opens port 443 to the whole internet over IPv6.");
    }

    @Test
    void moreOfTheInternetIsMore() {
        String half =
                "{'type': 'ingress', 'cidr_blocks': ['0.0.0.0/1'], 'from_port': 22, 'to_port': 22, 'protocol': 'tcp'}";
        String all = half.replace("['0.0.0.0/1']", "['0.0.0.0/1', '128.0.0.0/1']");
        assertThat(reasons(plan().update("aws_security_group_rule.x", json(half), json(all))))
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail()).isEqualTo("Opens port 22 to the whole internet."));
        assertThat(reasons(plan().update("aws_security_group_rule.x", json(all), json(half))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0.0.0.0/1 22-22 | 128.0.0.0/1 22-22 | Opens port 22 to 43 % of the internet.",
                "0.0.0.0/1 0-65535 | 128.0.0.0/1 22-22 | Opens port 22 to 43 % of the internet.",
                "0.0.0.0/1 22-22 | 128.0.0.0/2 22-22, 64.0.0.0/2 22-22 | Opens port 22 to 29 % of the internet.",
                "0.0.0.0/1 22-22 | 128.0.0.0/2 443-443, 0.0.0.0/1 22-22 | Opens port 443 to 29 % of the internet.",
                "0.0.0.0/1 22-22, 0.0.0.0/1 23-23 | 0.0.0.0/2 22-23 |",
                "0.0.0.0/2 22-22, 64.0.0.0/2 22-22 | 0.0.0.0/1 22-22 |",
                "0.0.0.0/1 22-443, 128.0.0.0/1 443-500 | 64.0.0.0/2 22-23 |",
            })
    void anotherPartOfTheInternetIsNew(String before, String after, @Nullable String detail) {
        Given exchanged = plan().update("aws_security_group.x", ingress(before), ingress(after));
        assertThat(reasons(exchanged))
                .extracting(Analysis.Reason::detail)
                .isEqualTo(Stream.ofNullable(detail).toList());
    }

    /** Of networks and their ports. */
    private static String ingress(String rules) {
        return Stream.of(rules.split(", "))
                .map(rule -> rule.split("[ -]"))
                .map(rule -> "{\"cidr_blocks\": [\"%s\"], \"from_port\": %s, \"to_port\": %s, \"protocol\": \"tcp\"}"
                        .formatted((Object[]) rule))
                .collect(Collectors.joining(", ", "{\"ingress\": [", "]}"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hcloud_firewall | {'rule': [{'direction': 'in', 'protocol': 'tcp', 'port': '22'}]} | {'rule': [{'source_ips': true}]} | rule.source_ips",
                "google_sql_database_instance | {'settings': [{'ip_configuration': [{'ipv4_enabled': true}]}]} | {'settings': [{'ip_configuration': [{'authorized_networks': true}]}]} | settings.ip_configuration.authorized_networks.value",
                "azurerm_mssql_firewall_rule | {'start_ip_address': '0.0.0.0'} | {'end_ip_address': true} | end_ip_address",
                "aws_network_acl_rule | {'egress': false, 'cidr_block': '0.0.0.0/0', 'protocol': '-1'} | {'rule_action': true} | rule_action",
            })
    void whatIsKnownOnlyAfterApplyIsAQuestion(String type, String after, String unknown, String path) {
        Given given =
                plan().change(type + ".x", "\"create\"", "null", json(after), ", \"after_unknown\": " + json(unknown));
        assertThat(reasons(given)).singleElement().satisfies(reason -> {
            assertThat(reason.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(reason.detail()).isEqualTo("Cannot be judged: '%s' is known only after apply.".formatted(path));
        });
        assertThat(given.analyzed().risk().changeType()).isEqualTo("normal");
    }

    @Test
    void whatIsHiddenAndStaysAsItIsIsNoQuestion() {
        String before = json("{'name': 'a', 'start_ip': '10.0.0.1', 'end_ip': '10.0.0.9'}");
        String hidden = ", \"before_sensitive\": {\"end_ip\": true}, \"after_sensitive\": {\"end_ip\": true}";
        String renamed = before.replace("\"a\"", "\"b\"");
        String moved = before.replace("10.0.0.9", "10.0.0.20");
        assertThat(reasons(plan().change("azurerm_redis_firewall_rule.x", "\"update\"", before, renamed, hidden)))
                .isEmpty();
        assertThat(reasons(plan().change("azurerm_redis_firewall_rule.x", "\"update\"", before, moved, hidden)))
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail()).contains("'end_ip' is hidden as sensitive"));
    }

    @Test
    void aBlockThatNobodyConfiguredIsNoQuestion() {
        Given given = plan().change(
                        "google_sql_database_instance.x",
                        "\"create\"",
                        "null",
                        "{\"name\": \"a\"}",
                        ", \"after_unknown\": {\"settings\": true}");
        assertThat(reasons(given)).isEmpty();
    }

    @Test
    void openPortsThatAreToComeAreOpenAllTheSame() {
        Given given = plan().change(
                        "aws_security_group_rule.x",
                        "\"create\"",
                        "null",
                        json("{'type': 'ingress', 'cidr_blocks': ['0.0.0.0/0'], 'protocol': 'tcp'}"),
                        ", \"after_unknown\": {\"from_port\": true, \"to_port\": true}");
        assertThat(reasons(given)).singleElement().satisfies(reason -> {
            assertThat(reason.verdict()).isEqualTo(Verdict.YES);
            assertThat(reason.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(reason.detail()).isEqualTo("Opens ports that are known only after apply to the whole internet.");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hcloud_firewall | {'rule': [{'direction': 'in', 'protocol': 'tcp', 'port': '22', 'source_ips': ['10.0.0.0/99']}]} | rule.source_ips",
                "azurerm_mssql_firewall_rule | {'start_ip_address': 'first', 'end_ip_address': 'last'} | start_ip_address",
                "kubernetes_service_v1 | {'spec': [{'type': 'LoadBalancer', 'load_balancer_source_ranges': ['0.0.0.0/0'], 'port': [{'port': 'database'}]}]} | spec.port",
            })
    void whatIsNotUnderstoodIsAQuestion(String type, String after, String path) {
        Given given = plan().create(type + ".x", json(after));
        assertThat(reasons(given)).singleElement().satisfies(reason -> {
            assertThat(reason.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(reason.detail())
                    .isEqualTo("Cannot be judged: '%s' is written in a way that no rule can read.".formatted(path));
        });
    }

    /** Many rules, many services of one rule, many addresses of each: neither is multiplied by the other. */
    @Test
    void hugeRulesTakeNoLongerThanTheyAre() {
        Effort.assertGrowsWith(40_000, OpenNetworkRuleTests::judgeHuge);
    }

    private static void judgeHuge(int size) {
        String rules = IntStream.range(0, size)
                .mapToObj(i ->
                        "{'direction': 'in', 'protocol': 'tcp', 'port': '%d', 'source_ips': ['%d.%d.0.0/16', '0.0.0.0/0']}"
                                .formatted(1 + i, 1 + i % 200, i % 250))
                .collect(Collectors.joining(", "));
        String services = IntStream.range(0, size / 2)
                .mapToObj(i -> "{'protocol': 'tcp', 'ports': ['%d']}".formatted(2 * i + 1))
                .collect(Collectors.joining(", "));
        String sources = IntStream.range(0, size / 2)
                .mapToObj(i -> "'%d.%d.%d.0/24'".formatted(20 + i % 100, i / 256, i % 256))
                .collect(Collectors.joining(", "));
        Value many = JsonValues.parse(json("{'rule': [%s]}".formatted(rules))).orElseThrow();
        Value both = JsonValues.parse(json("{'source_ranges': [%s], 'allow': [%s]}".formatted(sources, services)))
                .orElseThrow();
        assertThat(told("hcloud_firewall", many))
                .singleElement()
                .satisfies(told -> assertThat(told.what()).isEqualTo("ports 1-" + size));
        assertThat(told("google_compute_firewall", both)).isEmpty();
    }

    private static List<Exposure.Told> told(String type, Value values) {
        return Exposure.of(NetworkRules.TABLE.of(type), values).beyond(Exposure.of(List.of(), Value.Special.NULL));
    }

    private static List<Analysis.Reason> reasons(Given given) {
        return given.in("dev").analyzed().risk().reasons().stream()
                .filter(reason -> reason.rule().equals(RULE))
                .toList();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
