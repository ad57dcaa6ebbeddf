package dev.infrahub.chatservice.domain.review;

import static dev.infrahub.chatservice.domain.review.FileKind.TERRAFORM;
import static dev.infrahub.chatservice.domain.review.Severity.HIGH;
import static dev.infrahub.chatservice.domain.review.Severity.LOW;
import static dev.infrahub.chatservice.domain.review.Severity.MEDIUM;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What new code of Terraform may open, lose or leave open. */
final class TerraformRules {

    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");
    private static final Set<String> ANY_SOURCE = Set.of("*", "internet", "any", "0.0.0.0/0", "::/0");
    private static final List<String> SECRET_WORDS = List.of(
            "password",
            "secret",
            "token",
            "private_key",
            "access_key",
            "connection_string",
            "kubeconfig",
            "kube_config");
    private static final List<String> PUBLIC_ACLS =
            List.of("public-read", "public-read-write", "authenticated-read", "blob", "container");
    private static final String DELETION_PROTECTION = "deletion_protection";

    private TerraformRules() {}

    static List<ReviewRule> all() {
        return Stream.of(network(), access(), data(), supply())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ReviewRule> network() {
        return List.of(
                ReviewRule.ofSetting(
                        "terraform.open-ingress",
                        HIGH,
                        TERRAFORM,
                        "Lets the whole internet in.",
                        "Name the ranges that need it, or put a load balancer or a private endpoint in front.",
                        TerraformRules::isOpenIngress),
                ReviewRule.ofSetting(
                        "terraform.open-range",
                        MEDIUM,
                        TERRAFORM,
                        "A range of the whole internet; the diff does not show whether traffic comes in or goes out by it.",
                        "If it is let in, name the ranges that need it.",
                        setting -> WORLD.contains(setting.value())
                                && setting.isNamed("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6")
                                && !isOpenIngress(setting)
                                && !isEgress(setting)),
                ReviewRule.ofSetting(
                        "terraform.public-database",
                        HIGH,
                        TERRAFORM,
                        "Gives it an address that the internet can reach.",
                        "Turn public access off, and reach it by a private network.",
                        setting -> setting.isTrue()
                                && setting.isNamed(
                                        "publicly_accessible", "public_network_access_enabled", "ipv4_enabled")),
                ReviewRule.ofSetting(
                        "terraform.plaintext-traffic",
                        MEDIUM,
                        TERRAFORM,
                        "Lets traffic through that is not encrypted, or weakly.",
                        "Require TLS 1.2 or newer, and HTTPS alone.",
                        TerraformRules::isPlaintext));
    }

    private static boolean isOpenIngress(Setting setting) {
        if (setting.isNamed("source_address_prefix", "source_address_prefixes")) {
            return ANY_SOURCE.contains(setting.lower());
        }
        if (!WORLD.contains(setting.value())) {
            return false;
        }
        return setting.isNamed("source_ranges")
                || setting.isWithin("ingress", "resource aws_vpc_security_group_ingress_rule")
                || setting.isNamed(
                        "allowed_cidrs", "public_access_cidrs", "authorized_ip_ranges", "authorized_networks");
    }

    private static boolean isEgress(Setting setting) {
        return setting.isWithin(
                "egress",
                "resource aws_vpc_security_group_egress_rule",
                "resource aws_route",
                "resource aws_route_table",
                "route");
    }

    private static boolean isPlaintext(Setting setting) {
        boolean isOff = setting.isFalse()
                && setting.isNamed(
                        "enable_https_traffic_only",
                        "https_traffic_only_enabled",
                        "https_only",
                        "require_ssl",
                        "ssl_enforcement_enabled");
        boolean isOld =
                setting.isNamed("min_tls_version", "minimum_tls_version", "minimum_protocol_version", "ssl_policy")
                        && List.of("tls1_0", "tls1_1", "1.0", "1.1", "tlsv1", "tlsv1_2016", "tlsv1.1_2016", "sslv3")
                                .contains(setting.lower());
        return isOff
                || isOld
                || (setting.isNamed("viewer_protocol_policy") && setting.value().equals("allow-all"));
    }

    private static List<ReviewRule> access() {
        return List.of(
                ReviewRule.ofSetting(
                        "terraform.wildcard-iam",
                        HIGH,
                        TERRAFORM,
                        "Allows every action.",
                        "Name the actions that are needed.",
                        setting -> setting.isNamed("actions", "Action", "NotAction", "not_actions", "permissions")
                                && (setting.value().equals("*")
                                        || setting.value().equals("iam:*"))),
                ReviewRule.ofSetting(
                        "terraform.any-principal",
                        HIGH,
                        TERRAFORM,
                        "Lets anybody use it, of any account.",
                        "Name the accounts, roles or members that need it.",
                        TerraformRules::isAnybody),
                ReviewRule.ofSetting(
                        "terraform.owner-role",
                        HIGH,
                        TERRAFORM,
                        "Gives a role that may do everything.",
                        "Give a role with the rights that are needed, on the resource that needs them.",
                        setting -> (setting.isNamed("role")
                                        && List.of("roles/owner", "roles/editor")
                                                .contains(setting.value()))
                                || (setting.isNamed("role_definition_name")
                                        && List.of("Owner", "User Access Administrator")
                                                .contains(setting.value()))
                                || (setting.isNamed("policy_arn", "managed_policy_arns")
                                        && setting.value().endsWith(":policy/AdministratorAccess"))),
                ReviewRule.ofSetting(
                        "terraform.metadata-v1",
                        MEDIUM,
                        TERRAFORM,
                        "Whoever makes the machine fetch an address gets its credentials: version 1 of the metadata service answers.",
                        "Set http_tokens = \"required\".",
                        setting -> setting.isNamed("http_tokens")
                                && setting.value().equals("optional")));
    }

    private static boolean isAnybody(Setting setting) {
        boolean isPrincipal = setting.value().equals("*")
                && (setting.isNamed("Principal")
                        || (setting.isNamed("identifiers") && setting.isWithin("principals"))
                        || (setting.isNamed("AWS") && setting.isWithin("Principal")));
        return isPrincipal
                || (setting.isNamed("member", "members")
                        && List.of("allUsers", "allAuthenticatedUsers").contains(setting.value()));
    }

    private static List<ReviewRule> data() {
        return List.of(
                ReviewRule.ofSetting(
                        "terraform.public-bucket",
                        HIGH,
                        TERRAFORM,
                        "Lets strangers read what is stored.",
                        "Keep public access blocked; serve what is public through a CDN with its own identity.",
                        TerraformRules::isPublicBucket),
                new ReviewRule(
                        "terraform.prevent-destroy-removed",
                        HIGH,
                        Set.of(TERRAFORM),
                        "Takes the guard off that keeps Terraform from destroying it.",
                        "Leave prevent_destroy = true; where it is to be destroyed, let that be the change.",
                        TerraformRules::preventDestroyRemoved),
                new ReviewRule(
                        "terraform.deletion-protection-off",
                        HIGH,
                        Set.of(TERRAFORM),
                        "It can be deleted by one call, with what is in it.",
                        "Leave the protection on.",
                        TerraformRules::deletionProtectionOff),
                ReviewRule.ofSetting(
                        "terraform.force-destroy",
                        MEDIUM,
                        TERRAFORM,
                        "When it is destroyed, what is in it is gone, and there is no last snapshot.",
                        "Leave it off where the data counts.",
                        setting -> setting.isTrue()
                                && setting.isNamed(
                                        "force_destroy",
                                        "skip_final_snapshot",
                                        "force_delete",
                                        "delete_automated_backups")),
                ReviewRule.ofSetting(
                        "terraform.encryption-off",
                        HIGH,
                        TERRAFORM,
                        "What is stored or sent there is not encrypted.",
                        "Turn encryption on; most resources have to be made anew for it later.",
                        setting -> setting.isFalse()
                                && setting.isNamed(
                                        "encrypted",
                                        "storage_encrypted",
                                        "at_rest_encryption_enabled",
                                        "transit_encryption_enabled",
                                        "encryption_at_host_enabled",
                                        "kms_encrypted",
                                        "encrypt_at_rest",
                                        "enable_disk_encryption")),
                ReviewRule.ofSetting(
                        "terraform.audit-off",
                        MEDIUM,
                        TERRAFORM,
                        "What happens there is not logged any more.",
                        "Leave logging on.",
                        setting -> setting.isFalse()
                                && setting.isNamed(
                                        "enable_logging",
                                        "enable_log_file_validation",
                                        "is_multi_region_trail",
                                        "include_global_service_events",
                                        "enable_flow_logs",
                                        "logging_enabled",
                                        "auditing_enabled")),
                new ReviewRule(
                        "terraform.sensitive-output",
                        MEDIUM,
                        Set.of(TERRAFORM),
                        "A secret is an output that is not marked sensitive: it is printed by every run.",
                        "Add sensitive = true, or leave the output out and read the secret from where it is kept.",
                        TerraformRules::sensitiveOutputs));
    }

    private static boolean isPublicBucket(Setting setting) {
        boolean isBlockOff = setting.isFalse()
                && setting.isNamed(
                        "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");
        return isBlockOff
                || (setting.isNamed("acl", "container_access_type") && PUBLIC_ACLS.contains(setting.value()))
                || (setting.isTrue() && setting.isNamed("allow_nested_items_to_be_public", "allow_blob_public_access"));
    }

    /** Removed and not set anew, or set to false. */
    private static Stream<DiffLine> preventDestroyRemoved(ChangedFile file) {
        Stream<DiffLine> off = file.added()
                .filter(setting -> setting.isNamed("prevent_destroy") && setting.isFalse())
                .map(Setting::line);
        return Stream.concat(off, goneOf(file, "prevent_destroy=true"));
    }

    private static Stream<DiffLine> deletionProtectionOff(ChangedFile file) {
        Stream<DiffLine> off = file.added()
                .filter(setting -> setting.isFalse()
                        && setting.isNamed(
                                DELETION_PROTECTION,
                                "enable_deletion_protection",
                                "deletion_protection_enabled",
                                "purge_protection_enabled",
                                "termination_protection"))
                .map(Setting::line);
        return Stream.concat(off, goneOf(file, DELETION_PROTECTION + "=true"));
    }

    /** Of a file that is deleted whatever was in it is gone, and the plan tells that. */
    private static Stream<DiffLine> goneOf(ChangedFile file, String squeezed) {
        long set = file.addedLines()
                .filter(line -> ChangedFile.squeezed(line.text()).startsWith(squeezed))
                .count();
        // what is set to false is told at its own line
        long turned = file.addedLines()
                .filter(line -> ChangedFile.squeezed(line.text()).startsWith(squeezed.replace("=true", "=false")))
                .count();
        return file.file().kind() == DiffFile.Kind.DELETED
                ? Stream.empty()
                : file.removedLines()
                        .filter(line -> ChangedFile.squeezed(line.text()).startsWith(squeezed))
                        .skip(set + turned);
    }

    private static Stream<DiffLine> sensitiveOutputs(ChangedFile file) {
        Set<List<String>> marked = placesOf(file, setting -> setting.isNamed("sensitive") && setting.isTrue());
        return file.added()
                .filter(setting -> setting.isNamed("value")
                        && setting.isWithin("output")
                        && SECRET_WORDS.stream().anyMatch(setting.value().toLowerCase(Locale.ROOT)::contains))
                .filter(setting -> !marked.contains(setting.within()))
                .map(Setting::line);
    }

    /** What such settings stand in. */
    private static Set<List<String>> placesOf(ChangedFile file, Predicate<Setting> which) {
        return file.settings().stream().filter(which).map(Setting::within).collect(Collectors.toSet());
    }

    private static List<ReviewRule> supply() {
        return List.of(
                new ReviewRule(
                        "terraform.provider-unpinned",
                        MEDIUM,
                        Set.of(TERRAFORM),
                        "Any newer version of the provider is taken, also one that breaks.",
                        "Pin it by ~>, such as version = \"~> 6.0\", and keep .terraform.lock.hcl.",
                        TerraformRules::unpinnedProviders),
                ReviewRule.ofSetting(
                        "terraform.module-unpinned",
                        MEDIUM,
                        TERRAFORM,
                        "Whoever may write to that branch changes what is applied here.",
                        "Add ?ref= with a tag or a commit.",
                        TerraformRules::isUnpinnedModule),
                ReviewRule.ofSetting(
                        "terraform.ignore-all-changes",
                        MEDIUM,
                        TERRAFORM,
                        "Terraform never puts right what drifts.",
                        "Name the attributes that something else is in charge of.",
                        setting -> setting.isNamed("ignore_changes")
                                && setting.value().equals("all")),
                new ReviewRule(
                        "terraform.local-exec",
                        LOW,
                        Set.of(TERRAFORM),
                        "Runs a command on the machine that applies; no plan shows what it does.",
                        "Use a resource of a provider, or do it in the pipeline.",
                        file -> file.addedCode()
                                .filter(line ->
                                        ChangedFile.squeezed(line.text()).startsWith("provisioner\"local-exec\""))));
    }

    private static Stream<DiffLine> unpinnedProviders(ChangedFile file) {
        Stream<DiffLine> open = file.added()
                .filter(setting -> setting.isNamed("version")
                        && setting.isWithin("required_providers")
                        && setting.value().startsWith(">")
                        && !setting.value().contains("<"))
                .map(Setting::line);
        Set<List<String>> versioned = placesOf(file, setting -> setting.isNamed("version"));
        Stream<DiffLine> none = file.added()
                .filter(setting -> setting.isNamed("source") && setting.isWithin("required_providers"))
                .filter(setting -> !versioned.contains(setting.within()))
                .map(Setting::line);
        return Stream.concat(open, none);
    }

    private static boolean isUnpinnedModule(Setting setting) {
        String source = setting.value();
        boolean isGit = source.startsWith("git::")
                || source.startsWith("git@")
                || source.startsWith("github.com/")
                || source.startsWith("bitbucket.org/");
        int ref = source.indexOf("ref=");
        return setting.isNamed("source")
                && setting.isWithin("module")
                && isGit
                && (ref < 0 || Set.of("main", "master", "develop", "HEAD").contains(source.substring(ref + 4)));
    }
}
