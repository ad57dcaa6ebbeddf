package dev.infrahub.secrets;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.Expression.Call;
import dev.infrahub.hcl.Expression.Choice;
import dev.infrahub.hcl.Expression.Constant;
import dev.infrahub.hcl.Expression.Items;
import dev.infrahub.hcl.Expression.Members;
import dev.infrahub.hcl.Expression.Operation;
import dev.infrahub.hcl.Expression.Other;
import dev.infrahub.hcl.Expression.Reference;
import dev.infrahub.hcl.Expression.Template;
import dev.infrahub.hcl.Item.Attribute;
import dev.infrahub.hcl.Item.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether a variable or an output of Terraform's is one of a secret, as far as code tells. */
final class TerraformAdvice {

    private static final Set<String> TEXTS = Set.of("string", "any");
    private static final String NONSENSITIVE = "nonsensitive";
    private static final Set<String> KINDS = Set.of("data", "ephemeral");

    /** Tell where a secret lies, whether there is one, or that it is sealed; a connection may need none. */
    private static final Set<String> ELSEWHERE = Set.of(
            "path",
            "ssm",
            "name",
            "encrypted",
            "policy",
            "generate",
            "enable",
            "use",
            "manage",
            "create",
            "connection",
            "conn");

    /** Are as often a kind of thing, or a header, as what opens something. */
    private static final Set<String> VAGUE =
            Set.of("auth", "authorization", "credential", "credentials", "creds", "dsn", "sas", "clave", "base64");

    /** As often what holds a secret as the secret. */
    private static final String OBJECT = "secret";

    private static final Set<String> NAMED_BY_USERS = Set.of("var", "local", "module", "each");

    private TerraformAdvice() {}

    /** A text whose name says so, and neither its type nor its default say otherwise. */
    static boolean isForSecret(Block variable, String name) {
        return saysSecret(name)
                && variable.attribute("type")
                        .map(Attribute::value)
                        .map(TerraformAdvice::isOfTexts)
                        .orElse(true)
                && variable.attribute("default")
                        .map(Attribute::value)
                        .map(TerraformAdvice::mayBeText)
                        .orElse(true);
    }

    /** Of one, not of several, and not of where it lies, how it is used or what is made of it. */
    private static boolean saysSecret(String name) {
        SecretName says = SecretName.of(name);
        if (says != SecretName.PASSWORD && says != SecretName.TOKEN) {
            return false;
        }
        List<String> words = SecretName.words(name);
        String last = words.getLast();
        return words.stream().noneMatch(ELSEWHERE::contains)
                && !VAGUE.contains(last)
                && (!last.endsWith("s") || last.equals("pass"));
    }

    private static boolean isOfTexts(Expression type) {
        return switch (type) {
            case Reference reference -> TEXTS.contains(reference.steps().getFirst());
            // as it was written before Terraform 0.12
            case Template _ -> true;
            case Constant _, Call _, Items _, Members _, Choice _, Operation _, Other _ -> false;
        };
    }

    private static boolean mayBeText(Expression value) {
        return switch (value) {
            case Template _ -> true;
            case Constant constant -> constant.written().equals("null");
            case Reference _, Call _, Items _, Members _, Choice _, Operation _, Other _ -> false;
        };
    }

    /** Whether it gives out what is secret, or what is called so and not only described. */
    static boolean isOfSecret(Block output, String name) {
        List<Reference> references = new ArrayList<>();
        output.attribute("value").ifPresent(attribute -> collect(attribute.value(), references));
        return references.stream().anyMatch(TerraformAdvice::isSecret)
                || (saysSecret(name)
                        && !OBJECT.equals(SecretName.words(name).getLast())
                        && references.stream().anyMatch(TerraformAdvice::mayBeSecret));
    }

    private static boolean isSecret(Reference reference) {
        List<String> steps = reference.steps();
        boolean isOfUsers = NAMED_BY_USERS.contains(steps.getFirst());
        int first = isOfUsers ? 1 : KINDS.contains(steps.getFirst()) ? 3 : 2;
        List<String> names = steps.subList(Math.min(first, steps.size()), steps.size()).stream()
                .filter(TerraformAdvice::isName)
                .toList();
        if (names.isEmpty()) {
            return false;
        }
        if (SecretName.of(names.getLast()) == SecretName.PASSWORD && saysSecret(names.getLast())) {
            return true;
        }
        String type = steps.get(Math.max(0, first - 2));
        return !isOfUsers && isListed(type, String.join(".", names));
    }

    private static boolean isListed(String type, String path) {
        return TerraformAttributes.of("resource", type).containsKey(path)
                || SecretArguments.of(type).rows().stream()
                        .anyMatch(row -> row.unless().words().isEmpty()
                                && String.join(".", row.path()).equals(path));
    }

    /** All of a resource is not called by its attributes. */
    private static boolean mayBeSecret(Reference reference) {
        List<String> names =
                reference.steps().stream().filter(TerraformAdvice::isName).toList();
        return names.size() > 1
                && !SecretName.describes(names.getLast())
                && SecretName.words(names.getLast()).stream().noneMatch(ELSEWHERE::contains);
    }

    private static boolean isName(String step) {
        return !step.equals("*") && !step.isEmpty() && !CharClass.DIGIT.has(step.charAt(0));
    }

    private static void collect(Expression value, List<Reference> references) {
        switch (value) {
            case Reference reference -> references.add(reference);
            case Call call -> {
                if (!call.name().equals(NONSENSITIVE)) {
                    call.arguments().forEach(argument -> collect(argument, references));
                }
            }
            case Items list -> list.items().forEach(item -> collect(item, references));
            case Members object -> object.members().forEach(member -> collect(member.value(), references));
            case Choice choice -> {
                collect(choice.first(), references);
                collect(choice.second(), references);
            }
            case Template template ->
                template.parts().forEach(part -> {
                    if (part instanceof Expression.Part.Value hole) {
                        collect(hole.expression(), references);
                    }
                });
            case Constant _, Operation _, Other _ -> {}
        }
    }
}
