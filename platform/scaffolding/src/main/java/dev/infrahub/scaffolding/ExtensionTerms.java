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
 * @param isFree whether texts may be any: they are compared with, and go nowhere
 */
record ExtensionTerms(String code, Set<String> known, boolean isFree) {

    private static final int LONGEST_TEXT = 120;

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
            "format",
            "join",
            "jsonencode",
            "keys",
            "length",
            "lookup",
            "lower",
            "max",
            "merge",
            "min",
            "regex",
            "replace",
            "substr",
            "tolist",
            "tomap",
            "tonumber",
            "toset",
            "tostring",
            "trimprefix",
            "trimsuffix",
            "try",
            "upper",
            "values");

    /** Said of what is made more than once. */
    private static final Set<String> OF_EACH = Set.of("each.key", "each.value", "count.index");

    private static final String SIGNS = " .,_()'%-";

    private static final String DATA = "data";

    ExtensionTerms(String code, Set<String> known) {
        this(code, known, false);
    }

    ExtensionTerms ofValidation() {
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
            case Expression.Template template -> template.parts().forEach(part -> part(part, problems));
            case Expression.Reference reference -> reference(reference, problems);
            case Expression.Call call -> {
                if (!FUNCTIONS.contains(call.name())) {
                    problems.add("the function " + call.name() + " may not be called");
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

    private void part(Expression.Part part, List<String> problems) {
        switch (part) {
            case Expression.Part.Literal literal -> text(code.substring(literal.start(), literal.end()), problems);
            case Expression.Part.Value value -> check(value.expression(), problems);
            case Expression.Part.Directive _ -> problems.add("a text may not have %{ in it");
        }
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
        int length = DATA.equals(steps.getFirst()) ? 3 : 2;
        String address = String.join(".", steps.subList(0, Math.min(length, steps.size())));
        if (!known.contains(address) && !OF_EACH.contains(address)) {
            problems.add(address + " is not there");
        }
    }
}
