package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ready-made roles of administrators given, and members that stand for anyone. */
final class RoleRule implements ChangeRule {

    private static final Set<String> GOOGLE_ADMIN = Set.of(
            "roles/owner",
            "roles/editor",
            "roles/iam.securityAdmin",
            "roles/resourcemanager.organizationAdmin",
            "roles/resourcemanager.projectIamAdmin");
    private static final Set<String> GOOGLE_ANYONE = Set.of("allUsers", "allAuthenticatedUsers");
    private static final Set<String> AWS_ADMIN = Set.of("AdministratorAccess", "IAMFullAccess", "PowerUserAccess");
    private static final Set<String> AZURE_ADMIN =
            Set.of("Owner", "User Access Administrator", "Role Based Access Control Administrator");
    private static final Set<String> SCALEWAY_ADMIN =
            Set.of("AllProductsFullAccess", "OrganizationManager", "IAMManager");

    private static final Grants.Grant ADMIN =
            new Grants.Grant(Rule.IAM_ADMIN, Severity.HIGH, "Gives the role of an administrator.");
    private static final Grants.Grant WIDE =
            new Grants.Grant(Rule.IAM_WILDCARD, Severity.MEDIUM, "Gives a role that may change almost everything.");
    private static final Grants.Grant ANYONE =
            new Grants.Grant(Rule.IAM_ANYONE, Severity.HIGH, "Lets anyone at all in.");

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(grants(subject).added(subject));
        questions(subject.type()).forEach((path, rule) -> {
            if (subject.changes(path) && subject.after(path).stream().anyMatch(RoleRule::holdsHidden)) {
                findings.add(subject.unknown(rule, path, false, answeredBy(path)));
            }
        });
        return findings;
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return grants(subject).kept(subject);
    }

    @Override
    public Set<Rule> reading(String type) {
        if (isGoogles(type)) {
            return Set.of(Rule.IAM_ADMIN, Rule.IAM_ANYONE);
        }
        return switch (type) {
            case "aws_lambda_permission" -> Set.of(Rule.IAM_ANYONE);
            case "azurerm_role_assignment" -> Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD);
            case "aws_iam_role",
                    "aws_ssoadmin_managed_policy_attachment",
                    "kubernetes_cluster_role",
                    "kubernetes_cluster_role_v1",
                    "kubernetes_role",
                    "kubernetes_role_v1" -> Set.of(Rule.IAM_ADMIN);
            default -> questions(type).isEmpty() ? Set.of() : Set.of(Rule.IAM_ADMIN);
        };
    }

    private static Grants grants(Subject subject) {
        return new Grants(
                grants(subject.type(), subject.values().before()),
                grants(subject.type(), subject.values().after()));
    }

    /** The attributes that decide, and about what. */
    private static Map<String, Rule> questions(String type) {
        if (isGoogles(type)) {
            return Map.of("role", Rule.IAM_ADMIN, "member", Rule.IAM_ANYONE, "members", Rule.IAM_ANYONE);
        }
        return switch (type) {
            case "aws_iam_role_policy_attachment",
                    "aws_iam_user_policy_attachment",
                    "aws_iam_group_policy_attachment",
                    "aws_iam_policy_attachment" -> Map.of("policy_arn", Rule.IAM_ADMIN);
            case "azurerm_role_assignment" ->
                Map.of("role_definition_name", Rule.IAM_ADMIN, "role_definition_id", Rule.IAM_ADMIN);
            case "kubernetes_cluster_role_binding",
                    "kubernetes_cluster_role_binding_v1",
                    "kubernetes_role_binding",
                    "kubernetes_role_binding_v1" -> Map.of("role_ref.name", Rule.IAM_ADMIN);
            case "scaleway_iam_policy" -> Map.of("rule.permission_set_names", Rule.IAM_ADMIN);
            default -> Map.of();
        };
    }

    /** A policy or role that the same configuration makes is judged where it is made. */
    private static String answeredBy(String path) {
        return switch (path) {
            case "policy_arn" -> "aws_iam_policy";
            case "role_definition_id" -> "azurerm_role_definition";
            case "role" -> "google_project_iam_custom_role";
            case "member", "members" -> "google_service_account";
            default -> "";
        };
    }

    private static boolean holdsHidden(Value value) {
        return Subject.isHidden(value) || value.each().stream().anyMatch(Subject::isHidden);
    }

    private static Set<Grants.Grant> grants(String type, Value values) {
        Set<Grants.Grant> grants = new LinkedHashSet<>();
        if (isGoogles(type)) {
            google(values, grants::add);
        } else {
            others(type, values, grants::add);
        }
        return grants;
    }

    private static void google(Value values, Consumer<Grants.Grant> found) {
        if (texts(values, "role").anyMatch(GOOGLE_ADMIN::contains)) {
            found.accept(ADMIN);
        }
        if (Stream.concat(texts(values, "member"), texts(values, "members")).anyMatch(GOOGLE_ANYONE::contains)) {
            found.accept(ANYONE);
        }
    }

    private static void others(String type, Value values, Consumer<Grants.Grant> found) {
        switch (type) {
            case "aws_iam_role_policy_attachment",
                    "aws_iam_user_policy_attachment",
                    "aws_iam_group_policy_attachment",
                    "aws_iam_policy_attachment" ->
                admin(texts(values, "policy_arn").map(RoleRule::name), AWS_ADMIN, found);
            case "aws_ssoadmin_managed_policy_attachment" ->
                admin(texts(values, "managed_policy_arn").map(RoleRule::name), AWS_ADMIN, found);
            case "aws_iam_role" -> admin(texts(values, "managed_policy_arns").map(RoleRule::name), AWS_ADMIN, found);
            case "aws_lambda_permission" -> lambda(values, found);
            case "azurerm_role_assignment" -> azure(values, found);
            case "kubernetes_cluster_role_binding",
                    "kubernetes_cluster_role_binding_v1",
                    "kubernetes_role_binding",
                    "kubernetes_role_binding_v1" ->
                admin(texts(values, "role_ref.name"), Set.of("cluster-admin"), found);
            case "kubernetes_cluster_role", "kubernetes_cluster_role_v1", "kubernetes_role", "kubernetes_role_v1" ->
                kubernetes(values, found);
            case "scaleway_iam_policy" -> admin(texts(values, "rule.permission_set_names"), SCALEWAY_ADMIN, found);
            default -> {}
        }
    }

    private static void admin(Stream<String> roles, Set<String> ofAdministrators, Consumer<Grants.Grant> found) {
        if (roles.anyMatch(ofAdministrators::contains)) {
            found.accept(ADMIN);
        }
    }

    private static void lambda(Value permission, Consumer<Grants.Grant> found) {
        boolean limited = Stream.of("source_arn", "source_account", "principal_org_id")
                .anyMatch(name -> !permission.at(name).isNull());
        if (!limited && texts(permission, "principal").anyMatch("*"::equals)) {
            found.accept(ANYONE);
        }
    }

    private static void azure(Value assignment, Consumer<Grants.Grant> found) {
        admin(texts(assignment, "role_definition_name"), AZURE_ADMIN, found);
        if (texts(assignment, "role_definition_name").anyMatch("Contributor"::equals)) {
            found.accept(WIDE);
        }
    }

    private static void kubernetes(Value role, Consumer<Grants.Grant> found) {
        boolean everything = role.at("rule").each().stream()
                .anyMatch(rule -> texts(rule, "verbs").anyMatch("*"::equals)
                        && texts(rule, "resources").anyMatch("*"::equals));
        if (everything) {
            found.accept(ADMIN);
        }
    }

    private static Stream<String> texts(Value values, String path) {
        return Subject.all(values, path).stream()
                .flatMap(value -> value.each().stream())
                .flatMap(value -> value.text().stream());
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static boolean isGoogles(String type) {
        return type.startsWith("google_") && (type.endsWith("_iam_member") || type.endsWith("_iam_binding"));
    }
}
