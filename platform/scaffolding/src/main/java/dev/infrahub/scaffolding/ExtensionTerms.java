package dev.infrahub.scaffolding;

import dev.infrahub.hcl.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What expressions of an {@link Extension} may say: what is known, by functions that read nothing, in texts that lead nowhere.
 *
 * @param code that they stand in
 * @param known addresses that they may point to
 * @param isFree whether texts may be any, and be made of others: they are compared with, and go nowhere
 */
record ExtensionTerms(String code, Set<String> known, boolean isFree) {

    private static final int LONGEST_TEXT = 120;

    /** None makes a text that stands nowhere in the code. */
    private static final Set<String> FUNCTIONS = Set.of(
            "alltrue",
            "anytrue",
            "can",
            "ceil",
            "coalesce",
            "compact",
            "concat",
            "contains",
            "distinct",
            "flatten",
            "floor",
            "keys",
            "length",
            "lookup",
            "max",
            "merge",
            "min",
            "tolist",
            "tomap",
            "tonumber",
            "toset",
            "tostring",
            "try",
            "values");

    private static final Set<String> OF_TEXTS = Set.of(
            "format", "join", "jsonencode", "lower", "regex", "replace", "substr", "trimprefix", "trimsuffix", "upper");

    /** Said of what is made more than once. */
    private static final Set<String> OF_EACH = Set.of("each.key", "each.value", "count.index");

    private static final String SIGNS = " .,_()'%-";

    private static final String DATA = "data";

    /** What stands for what is in brackets. */
    private static final String ANY = "*";

    /** What texts may be put together from: what is known of a resource is taken whole. */
    private static final Set<String> OF_PARTS = Set.of("var", "local", "each", "count");

    private static final int LONGEST_NAME = 80;

    ExtensionTerms(String code, Set<String> known) {
        this(code, known, false);
    }

    ExtensionTerms ofCondition() {
        return new ExtensionTerms(code, known, true);
    }

    /** What is wrong with it. */
    List<String> of(Expression expression) {
        List<String> problems = new ArrayList<>();
        check(expression, problems);
        return problems;
    }

    /** A type is words and brackets. */
    List<String> ofType(Expression type) {
        String written = code.substring(type.start(), type.end());
        boolean isType = written.chars().allMatch(c -> (c >= 'a' && c <= 'z') || " ()_{}=,\n".indexOf(c) >= 0);
        return isType ? List.of() : List.of("a type is no plain type");
    }

    private void check(Expression expression, List<String> problems) {
        switch (expression) {
            case Expression.Constant _ -> {
                // a number says nothing else
            }
            case Expression.Template template ->
                template.parts().forEach(part -> part(part, template.parts().size() == 1, problems));
            case Expression.Reference reference -> reference(reference, problems);
            case Expression.Call call -> {
                if (!FUNCTIONS.contains(call.name()) && !(isFree && OF_TEXTS.contains(call.name()))) {
                    problems.add("the function " + told(call.name()) + " may not be called");
                }
                call.arguments().forEach(argument -> check(argument, problems));
            }
            case Expression.Items items -> items.items().forEach(item -> check(item, problems));
            case Expression.Members members ->
                members.members().forEach(member -> {
                    if (member.name().isEmpty()) {
                        check(member.key(), problems);
                    } else {
                        text(member.name(), problems);
                    }
                    check(member.value(), problems);
                });
            case Expression.Choice choice -> {
                check(choice.condition(), problems);
                check(choice.first(), problems);
                check(choice.second(), problems);
            }
            case Expression.Operation operation -> operation.operands().forEach(operand -> check(operand, problems));
            case Expression.Other _ -> problems.add("an expression is of a kind that may not be used, such as for");
        }
    }

    private void part(Expression.Part part, boolean isWhole, List<String> problems) {
        switch (part) {
            case Expression.Part.Literal literal -> text(code.substring(literal.start(), literal.end()), problems);
            case Expression.Part.Value value -> {
                if (!isWhole && !isOfParts(value.expression())) {
                    problems.add("a text may be put together from variables and locals alone");
                }
                check(value.expression(), problems);
            }
            case Expression.Part.Directive _ -> problems.add("a text may not have %{ in it");
        }
    }

    private boolean isOfParts(Expression expression) {
        return isFree
                || (expression instanceof Expression.Reference reference
                        && OF_PARTS.contains(reference.steps().getFirst()));
    }

    private void text(String text, List<String> problems) {
        if (isFree) {
            return;
        }
        long slashes = text.chars().filter(c -> c == '/').count();
        boolean isPlain = text.length() <= LONGEST_TEXT
                && text.chars().allMatch(c -> c == '/' || isLetterOrDigit(c) || SIGNS.indexOf(c) >= 0)
                && slashes <= 1
                && !text.startsWith("/");
        if (!isPlain) {
            problems.add("a text has signs that lead elsewhere, or is longer than " + LONGEST_TEXT
                    + " characters: ids, ARNs, addresses and patterns are for variables");
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private void reference(Expression.Reference reference, List<String> problems) {
        List<String> steps = reference.steps();
        if (steps.contains(ANY)) {
            problems.add("brackets may not stand behind a name");
        }
        int length = DATA.equals(steps.getFirst()) ? 3 : 2;
        String address = String.join(".", steps.subList(0, Math.min(length, steps.size())));
        if (!known.contains(address) && !OF_EACH.contains(address)) {
            problems.add(told(address) + " is not there");
        }
    }

    /** For whoever wrote it, who is nobody to be believed: a name, and never a sentence. */
    static String told(String name) {
        boolean isName = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> isLetterOrDigit(c) || c == '_' || c == '.');
        return isName ? name : "a name that is none";
    }
}
