package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** AWS policy documents that allow more than before: everything, a whole service, or anyone at all. */
final class PolicyRule implements ChangeRule {

    /** Attached to an identity: whom it is for is settled elsewhere. */
    private static final Map<String, List<String>> OF_IDENTITIES = Map.of(
            "aws_iam_policy", List.of("policy"),
            "aws_iam_role_policy", List.of("policy"),
            "aws_iam_user_policy", List.of("policy"),
            "aws_iam_group_policy", List.of("policy"),
            "aws_iam_role", List.of("inline_policy.policy"),
            "aws_ssoadmin_permission_set_inline_policy", List.of("inline_policy"));

    /** Attached to a resource: they say who may come in. */
    private static final Map<String, List<String>> OF_RESOURCES = Map.ofEntries(
            Map.entry("aws_iam_role", List.of("assume_role_policy")),
            Map.entry("aws_s3_bucket", List.of("policy")),
            Map.entry("aws_s3_bucket_policy", List.of("policy")),
            Map.entry("aws_sqs_queue", List.of("policy")),
            Map.entry("aws_sqs_queue_policy", List.of("policy")),
            Map.entry("aws_sns_topic", List.of("policy")),
            Map.entry("aws_sns_topic_policy", List.of("policy")),
            Map.entry("aws_kms_key", List.of("policy")),
            Map.entry("aws_kms_key_policy", List.of("policy")),
            Map.entry("aws_secretsmanager_secret", List.of("policy")),
            Map.entry("aws_secretsmanager_secret_policy", List.of("policy")),
            Map.entry("aws_ecr_repository_policy", List.of("policy")),
            Map.entry("aws_efs_file_system_policy", List.of("policy")),
            Map.entry("aws_backup_vault_policy", List.of("policy")),
            Map.entry("aws_opensearch_domain", List.of("access_policies")),
            Map.entry("aws_opensearch_domain_policy", List.of("access_policies")),
            Map.entry("aws_elasticsearch_domain", List.of("access_policies")),
            Map.entry("aws_elasticsearch_domain_policy", List.of("access_policies")),
            Map.entry("aws_api_gateway_rest_api", List.of("policy")));

    /** The service gives these a policy of its own where none is configured; on creation that is not an open question. */
    private static final Set<String> DEFAULTED = Set.of(
            "aws_s3_bucket",
            "aws_sqs_queue",
            "aws_sns_topic",
            "aws_kms_key",
            "aws_secretsmanager_secret",
            "aws_opensearch_domain",
            "aws_elasticsearch_domain",
            "aws_api_gateway_rest_api",
            "aws_iam_role");

    private static final String WHOLE_SERVICE = ":*";
    private static final int LONGEST_SERVICE = 60;

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Document document : documents(subject)) {
            if (document.isHidden()) {
                findings.addAll(document.question());
            } else {
                findings.addAll(document.grants().added(subject));
            }
        }
        return findings;
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return documents(subject).stream()
                .flatMap(document -> document.grants().kept(subject).stream())
                .toList();
    }

    @Override
    public Set<Rule> reading(String type) {
        Set<Rule> rules = new LinkedHashSet<>();
        if (OF_IDENTITIES.containsKey(type)) {
            rules.addAll(Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD));
        }
        if (OF_RESOURCES.containsKey(type)) {
            rules.add(Rule.IAM_ANYONE);
        }
        return rules;
    }

    private static List<Document> documents(Subject subject) {
        List<Document> documents = new ArrayList<>();
        OF_IDENTITIES
                .getOrDefault(subject.type(), List.of())
                .forEach(path -> documents.add(new Document(subject, path, Rule.IAM_WILDCARD, PolicyRule::ofIdentity)));
        OF_RESOURCES
                .getOrDefault(subject.type(), List.of())
                .forEach(path -> documents.add(new Document(subject, path, Rule.IAM_ANYONE, PolicyRule::ofResource)));
        return documents;
    }

    /** What one statement grants. */
    @FunctionalInterface
    private interface Reading {
        Stream<Grants.Grant> grants(Value statement);
    }

    /** A policy before and after the change. */
    private record Document(Subject subject, String path, Rule rule, Reading reading) {

        boolean isHidden() {
            return subject.after(path).stream().anyMatch(Subject::isHidden);
        }

        List<Finding> question() {
            boolean defaulted = subject.isNew() && DEFAULTED.contains(subject.type());
            return subject.changes(path) ? List.of(subject.unknown(rule, path, !defaulted)) : List.of();
        }

        Grants grants() {
            List<Value> before = subject.isNew() ? List.of() : subject.before(path);
            return new Grants(PolicyRule.grants(before, reading), PolicyRule.grants(subject.after(path), reading));
        }
    }

    private static Set<Grants.Grant> grants(List<Value> documents, Reading reading) {
        Set<Grants.Grant> grants = new LinkedHashSet<>();
        documents.stream()
                .flatMap(document -> document.text().stream())
                .flatMap(text -> Value.ofJson(text).stream())
                .flatMap(policy -> policy.at("Statement").each().stream())
                .filter(statement -> statement.at("Effect").equals(new Value.Text("Allow")))
                .flatMap(reading::grants)
                .forEach(grants::add);
        return grants;
    }

    private static Stream<Grants.Grant> ofIdentity(Value statement) {
        boolean everywhere = words(statement.at("Resource")).anyMatch("*"::equals)
                || !statement.at("NotResource").isNull();
        if (words(statement.at("Action")).anyMatch("*"::equals)
                || !statement.at("NotAction").isNull()) {
            return Stream.of(
                    everywhere
                            ? new Grants.Grant(Rule.IAM_ADMIN, Severity.HIGH, "Allows every action on every resource.")
                            : new Grants.Grant(
                                    Rule.IAM_WILDCARD, Severity.HIGH, "Allows every action on some resources."));
        }
        return words(statement.at("Action"))
                .filter(action -> action.endsWith(WHOLE_SERVICE))
                .map(action -> action.substring(0, action.length() - WHOLE_SERVICE.length()))
                .filter(PolicyRule::isService)
                .map(service -> new Grants.Grant(
                        Rule.IAM_WILDCARD,
                        everywhere ? Severity.HIGH : Severity.MEDIUM,
                        "Allows every action of %s on %s."
                                .formatted(service, everywhere ? "every resource" : "some resources")));
    }

    private static boolean isService(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_SERVICE
                && name.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static Stream<Grants.Grant> ofResource(Value statement) {
        Value principal = statement.at("Principal");
        boolean anyone = words(principal).anyMatch("*"::equals)
                || words(principal.at("AWS")).anyMatch("*"::equals);
        boolean conditional =
                statement.at("Condition") instanceof Value.Members(var conditions) && !conditions.isEmpty();
        return anyone && !conditional
                ? Stream.of(new Grants.Grant(
                        Rule.IAM_ANYONE, Severity.HIGH, "Its policy lets anyone at all in, without a condition."))
                : Stream.empty();
    }

    private static Stream<String> words(Value value) {
        return value.each().stream().flatMap(item -> item.text().stream());
    }
}
