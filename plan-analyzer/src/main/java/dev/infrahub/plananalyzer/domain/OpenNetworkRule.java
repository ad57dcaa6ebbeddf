package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ports that the whole internet may reach after apply, and could not before. */
final class OpenNetworkRule implements ChangeRule {

    private static final int MOST_DIGITS = 6;

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
        Set<String> opened = after(subject);
        Set<String> before = before(subject);
        opened.removeIf(ports -> before.stream().anyMatch(open -> covers(open, ports)));
        return opened.isEmpty()
                ? question(subject).stream().toList()
                : List.of(Rule.OPEN_TO_WORLD.yes(
                        severity(opened),
                        subject.address(),
                        "Opens %s to the whole internet.".formatted(ports(opened))));
    }

    @Override
    public List<Finding> standing(Subject subject) {
        Set<String> kept = after(subject);
        Set<String> before = before(subject);
        kept.removeIf(ports -> before.stream().noneMatch(open -> covers(open, ports)));
        return kept.isEmpty()
                ? List.of()
                : List.of(Rule.OPEN_TO_WORLD.yes(
                        severity(kept),
                        subject.address(),
                        Rule.ALREADY + "%s open to the whole internet.".formatted(ports(kept))));
    }

    @Override
    public Set<Rule> reading(String type) {
        return sources(type).isEmpty() ? Set.of() : Set.of(Rule.OPEN_TO_WORLD);
    }

    private static Set<String> before(Subject subject) {
        return new LinkedHashSet<>(OpenPorts.of(subject.type(), subject.values().before()));
    }

    private static Set<String> after(Subject subject) {
        return new LinkedHashSet<>(OpenPorts.of(subject.type(), subject.values().after()));
    }

    private static Severity severity(Set<String> opened) {
        return opened.stream()
                .map(OpenNetworkRule::severity)
                .reduce(Severity.LOW, (one, other) -> one.atLeast(other) ? one : other);
    }

    private static String ports(Set<String> opened) {
        if (opened.contains(OpenPorts.ALL)) {
            return "all ports";
        }
        return (opened.size() == 1 && !opened.iterator().next().contains("-") ? "port " : "ports ")
                + String.join(", ", opened);
    }

    private static Severity severity(String ports) {
        if (ports.equals(OpenPorts.ALL)) {
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
        return SENSITIVE.stream().anyMatch(port -> first(ports) <= port && port <= last(ports))
                ? Severity.HIGH
                : Severity.MEDIUM;
    }

    /** Whether ports that were open held all of these. */
    private static boolean covers(String open, String ports) {
        if (open.equals(OpenPorts.ALL) || open.equals(ports)) {
            return true;
        }
        boolean ranges = open.contains("-") && first(ports) > 0;
        return ranges && first(open) <= first(ports) && last(ports) <= last(open);
    }

    private static int first(String ports) {
        int dash = ports.indexOf('-');
        return number(dash < 0 ? ports : ports.substring(0, dash));
    }

    private static int last(String ports) {
        return number(ports.substring(ports.indexOf('-') + 1));
    }

    private static int number(String digits) {
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(digits) : 0;
    }

    private static Optional<Finding> question(Subject subject) {
        Value after = subject.values().after();
        boolean outbound = OpenPorts.is(after.at("type"), "egress")
                || OpenPorts.is(after.at("direction"), "egress")
                || OpenPorts.is(after.at("direction"), "outbound");
        if (outbound || Subject.isHidden(after)) {
            return Optional.empty();
        }
        return sources(subject.type()).stream()
                .filter(subject::changes)
                .filter(path -> subject.after(path).stream().anyMatch(OpenNetworkRule::holdsHidden))
                .findFirst()
                .map(path -> subject.unknown(Rule.OPEN_TO_WORLD, path, isPresumed(after, path)));
    }

    /** A block that is unknown as a whole is, as far as can be told, one that nobody configured. */
    private static boolean isPresumed(Value after, String path) {
        int block = path.indexOf('.');
        return block < 0 || !Subject.isHidden(after.at(path.substring(0, block)));
    }

    private static List<String> sources(String type) {
        return switch (type) {
            case "aws_security_group", "aws_default_security_group" ->
                List.of("ingress.cidr_blocks", "ingress.ipv6_cidr_blocks");
            case "aws_security_group_rule" -> List.of("cidr_blocks", "ipv6_cidr_blocks");
            case "aws_vpc_security_group_ingress_rule" -> List.of("cidr_ipv4", "cidr_ipv6");
            case "azurerm_network_security_rule" -> List.of("source_address_prefix", "source_address_prefixes");
            case "azurerm_network_security_group" ->
                List.of("security_rule.source_address_prefix", "security_rule.source_address_prefixes");
            case "azurerm_mssql_firewall_rule",
                    "azurerm_sql_firewall_rule",
                    "azurerm_postgresql_firewall_rule",
                    "azurerm_postgresql_flexible_server_firewall_rule",
                    "azurerm_mysql_firewall_rule",
                    "azurerm_mysql_flexible_server_firewall_rule",
                    "azurerm_mariadb_firewall_rule" -> List.of("end_ip_address");
            case "azurerm_redis_firewall_rule" -> List.of("end_ip");
            case "google_compute_firewall" -> List.of("source_ranges");
            case "scaleway_instance_security_group" -> List.of("inbound_rule.ip_range");
            case "scaleway_rdb_acl" -> List.of("acl_rules.ip");
            default -> List.of();
        };
    }

    private static boolean holdsHidden(Value value) {
        return Subject.isHidden(value) || value.each().stream().anyMatch(Subject::isHidden);
    }
}
