package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The ports that the whole internet may reach, by the values of one resource. */
final class OpenPorts {

    static final String ALL = "all";

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0", "*", "any", "internet", "0.0.0.0");

    private OpenPorts() {}

    static Set<String> of(String type, Value values) {
        return switch (type) {
            case "aws_security_group", "aws_default_security_group" ->
                of(Subject.all(values, "ingress").stream().flatMap(block -> block.each().stream()), OpenPorts::aws);
            case "aws_security_group_rule" ->
                of(Stream.of(values).filter(rule -> is(rule.at("type"), "ingress")), OpenPorts::aws);
            case "aws_vpc_security_group_ingress_rule" -> of(Stream.of(values), OpenPorts::aws);
            case "azurerm_network_security_group" -> of(values.at("security_rule").each().stream(), OpenPorts::azure);
            case "azurerm_network_security_rule" -> of(Stream.of(values), OpenPorts::azure);
            case "azurerm_mssql_firewall_rule",
                    "azurerm_sql_firewall_rule",
                    "azurerm_postgresql_firewall_rule",
                    "azurerm_postgresql_flexible_server_firewall_rule",
                    "azurerm_mysql_firewall_rule",
                    "azurerm_mysql_flexible_server_firewall_rule",
                    "azurerm_mariadb_firewall_rule",
                    "azurerm_redis_firewall_rule" -> of(Stream.of(values), OpenPorts::azureRange);
            case "google_compute_firewall" -> of(Stream.of(values), OpenPorts::google);
            case "scaleway_instance_security_group" ->
                of(values.at("inbound_rule").each().stream(), OpenPorts::scaleway);
            case "scaleway_rdb_acl" ->
                of(values.at("acl_rules").each().stream(), rule -> isOpen(rule.at("ip")) ? Set.of(ALL) : Set.of());
            default -> Set.of();
        };
    }

    /** The ports that one block opens. */
    @FunctionalInterface
    private interface Reading {
        Set<String> ports(Value block);
    }

    private static Set<String> of(Stream<Value> blocks, Reading reading) {
        Set<String> ports = new LinkedHashSet<>();
        blocks.forEach(block -> ports.addAll(reading.ports(block)));
        return ports;
    }

    private static Set<String> aws(Value rule) {
        boolean open = Stream.of("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6")
                .anyMatch(name -> isOpen(rule.at(name)));
        Value protocol = rule.at("protocol").isNull() ? rule.at("ip_protocol") : rule.at("protocol");
        boolean ping = plain(protocol).startsWith("icmp");
        if (!open || ping) {
            return Set.of();
        }
        return is(protocol, "-1") || is(protocol, "all")
                ? Set.of(ALL)
                : range(plain(rule.at("from_port")), plain(rule.at("to_port")));
    }

    private static Set<String> azure(Value rule) {
        boolean inbound = is(rule.at("direction"), "inbound") && is(rule.at("access"), "allow");
        if (!inbound || !(isOpen(rule.at("source_address_prefix")) || isOpen(rule.at("source_address_prefixes")))) {
            return Set.of();
        }
        Set<String> ports = new LinkedHashSet<>();
        Stream.of("destination_port_range", "destination_port_ranges")
                .flatMap(name -> rule.at(name).each().stream())
                .map(OpenPorts::plain)
                .filter(port -> !port.isEmpty())
                .forEach(port -> ports.add(port.equals("*") || port.equals("0-65535") ? ALL : port));
        return ports;
    }

    private static Set<String> azureRange(Value rule) {
        Value from = rule.at("start_ip_address").isNull() ? rule.at("start_ip") : rule.at("start_ip_address");
        Value to = rule.at("end_ip_address").isNull() ? rule.at("end_ip") : rule.at("end_ip_address");
        return is(from, "0.0.0.0") && is(to, "255.255.255.255") ? Set.of(ALL) : Set.of();
    }

    private static Set<String> google(Value firewall) {
        boolean outbound = is(firewall.at("direction"), "egress");
        boolean disabled = firewall.at("disabled").isTrue();
        if (outbound || disabled || !isOpen(firewall.at("source_ranges"))) {
            return Set.of();
        }
        Set<String> ports = new LinkedHashSet<>();
        for (Value allow : firewall.at("allow").each()) {
            if (is(allow.at("protocol"), "icmp")) {
                continue;
            }
            List<Value> listed = allow.at("ports").each();
            if (listed.isEmpty()) {
                ports.add(ALL);
            }
            listed.forEach(port -> ports.add(plain(port)));
        }
        return ports;
    }

    private static Set<String> scaleway(Value rule) {
        boolean accepts = is(rule.at("action"), "accept");
        if (!accepts || !isOpen(rule.at("ip_range"))) {
            return Set.of();
        }
        String port = plain(rule.at("port"));
        String range = plain(rule.at("port_range"));
        return Set.of(!port.isEmpty() && !port.equals("0") ? port : range.isEmpty() ? ALL : range);
    }

    private static Set<String> range(String from, String to) {
        boolean whole = from.equals("0") && (to.equals("65535") || to.equals("0"));
        if (whole || from.isEmpty() || from.equals("-1")) {
            return Set.of(ALL);
        }
        return Set.of(from.equals(to) || to.isEmpty() ? from : from + "-" + to);
    }

    private static String plain(Value value) {
        return value instanceof Value.Num(String number) ? number : value.text().orElse("");
    }

    static boolean is(Value value, String text) {
        return value.text().filter(text::equalsIgnoreCase).isPresent();
    }

    private static boolean isOpen(Value sources) {
        return sources.each().stream()
                .flatMap(source -> source.text().stream())
                .anyMatch(source -> EVERYWHERE.contains(source.toLowerCase(Locale.ROOT)));
    }
}
