package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Ports that the whole internet may reach after apply, and could not before. */
final class OpenNetworkRule implements ChangeRule {

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0", "*", "any", "internet", "0.0.0.0");

    /** Administration, databases, caches, message brokers, orchestration: nothing the public has business with. */
    private static final List<Integer> SENSITIVE = List.of(
            22, 23, 135, 139, 445, 1433, 1521, 2049, 2375, 2376, 2379, 3306, 3389, 5432, 5601, 5672, 5900, 5984, 5985,
            5986, 6379, 6443, 8086, 9042, 9092, 9200, 9300, 10250, 11211, 15672, 27017);

    private static final Set<String> PUBLIC_PORTS = Set.of("80", "443");

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets()) {
            return List.of();
        }
        Set<String> opened =
                new LinkedHashSet<>(open(subject.type(), subject.values().after()));
        opened.removeAll(open(subject.type(), subject.values().before()));
        List<Finding> findings = new ArrayList<>();
        if (!opened.isEmpty()) {
            Severity severity = opened.stream()
                    .map(OpenNetworkRule::severity)
                    .reduce(Severity.LOW, (one, other) -> one.atLeast(other) ? one : other);
            findings.add(Rule.OPEN_TO_WORLD.yes(
                    severity, subject.address(), "Opens %s to the whole internet.".formatted(ports(opened))));
        }
        unknownSource(subject).ifPresent(path -> findings.add(Rule.OPEN_TO_WORLD.unknown(subject.address(), path)));
        return findings;
    }

    private static String ports(Set<String> opened) {
        if (opened.contains("all")) {
            return "all ports";
        }
        return (opened.size() == 1 && !opened.iterator().next().contains("-") ? "port " : "ports ")
                + String.join(", ", opened);
    }

    private static Severity severity(String ports) {
        if (ports.equals("all")) {
            return Severity.HIGH;
        }
        if (PUBLIC_PORTS.contains(ports)) {
            return Severity.LOW;
        }
        int dash = ports.indexOf('-');
        if (dash < 0) {
            return ports.chars().allMatch(Character::isDigit) && SENSITIVE.contains(number(ports))
                    ? Severity.HIGH
                    : Severity.MEDIUM;
        }
        int from = number(ports.substring(0, dash));
        int to = number(ports.substring(dash + 1));
        return SENSITIVE.stream().anyMatch(port -> from <= port && port <= to) ? Severity.HIGH : Severity.MEDIUM;
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    }

    private static Set<String> open(String type, Value values) {
        return switch (type) {
            case "aws_security_group", "aws_default_security_group" ->
                of(
                        Subject.all(values, "ingress").stream().flatMap(block -> block.each().stream()),
                        OpenNetworkRule::aws);
            case "aws_security_group_rule" ->
                of(Stream.of(values).filter(rule -> is(rule.at("type"), "ingress")), OpenNetworkRule::aws);
            case "aws_vpc_security_group_ingress_rule" -> of(Stream.of(values), OpenNetworkRule::aws);
            case "azurerm_network_security_group" ->
                of(values.at("security_rule").each().stream(), OpenNetworkRule::azure);
            case "azurerm_network_security_rule" -> of(Stream.of(values), OpenNetworkRule::azure);
            case "azurerm_mssql_firewall_rule",
                    "azurerm_sql_firewall_rule",
                    "azurerm_postgresql_firewall_rule",
                    "azurerm_postgresql_flexible_server_firewall_rule",
                    "azurerm_mysql_firewall_rule",
                    "azurerm_mysql_flexible_server_firewall_rule",
                    "azurerm_mariadb_firewall_rule",
                    "azurerm_redis_firewall_rule" -> of(Stream.of(values), OpenNetworkRule::azureRange);
            case "google_compute_firewall" -> of(Stream.of(values), OpenNetworkRule::google);
            case "scaleway_instance_security_group" ->
                of(values.at("inbound_rule").each().stream(), OpenNetworkRule::scaleway);
            case "scaleway_rdb_acl" ->
                of(values.at("acl_rules").each().stream(), rule -> isOpen(rule.at("ip")) ? Set.of("all") : Set.of());
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
                ? Set.of("all")
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
                .map(OpenNetworkRule::plain)
                .filter(port -> !port.isEmpty())
                .forEach(port -> ports.add(port.equals("*") || port.equals("0-65535") ? "all" : port));
        return ports;
    }

    private static Set<String> azureRange(Value rule) {
        Value from = rule.at("start_ip_address").isNull() ? rule.at("start_ip") : rule.at("start_ip_address");
        Value to = rule.at("end_ip_address").isNull() ? rule.at("end_ip") : rule.at("end_ip_address");
        return is(from, "0.0.0.0") && is(to, "255.255.255.255") ? Set.of("all") : Set.of();
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
                ports.add("all");
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
        return Set.of(!port.isEmpty() && !port.equals("0") ? port : range.isEmpty() ? "all" : range);
    }

    private static Set<String> range(String from, String to) {
        boolean whole = from.equals("0") && (to.equals("65535") || to.equals("0"));
        if (whole || from.isEmpty() || from.equals("-1")) {
            return Set.of("all");
        }
        return Set.of(from.equals(to) || to.isEmpty() ? from : from + "-" + to);
    }

    private static String plain(Value value) {
        return value instanceof Value.Num(String number) ? number : value.text().orElse("");
    }

    private static boolean is(Value value, String text) {
        return value.text().filter(text::equalsIgnoreCase).isPresent();
    }

    private static boolean isOpen(Value sources) {
        return sources.each().stream()
                .flatMap(source -> source.text().stream())
                .anyMatch(source -> EVERYWHERE.contains(source.toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> unknownSource(Subject subject) {
        List<String> paths = switch (subject.type()) {
            case "aws_security_group" -> List.of("ingress.cidr_blocks", "ingress.ipv6_cidr_blocks");
            case "aws_security_group_rule" -> List.of("cidr_blocks", "ipv6_cidr_blocks");
            case "aws_vpc_security_group_ingress_rule" -> List.of("cidr_ipv4", "cidr_ipv6");
            case "azurerm_network_security_rule" -> List.of("source_address_prefix");
            case "google_compute_firewall" -> List.of("source_ranges");
            default -> List.of();
        };
        Value after = subject.values().after();
        boolean outbound = is(after.at("type"), "egress") || is(after.at("direction"), "egress");
        // A block that is unknown as a whole is one that nobody configured.
        return outbound || Subject.isHidden(after) || Subject.isHidden(after.at("ingress"))
                ? Optional.empty()
                : paths.stream()
                        .filter(path -> subject.after(path).stream().anyMatch(OpenNetworkRule::holdsHidden))
                        .findFirst();
    }

    private static boolean holdsHidden(Value value) {
        return value.each().stream().anyMatch(Subject::isHidden);
    }
}
