package dev.infrahub.secrets;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.Expression.Call;
import dev.infrahub.hcl.Expression.Choice;
import dev.infrahub.hcl.Expression.Constant;
import dev.infrahub.hcl.Expression.Items;
import dev.infrahub.hcl.Expression.Member;
import dev.infrahub.hcl.Expression.Members;
import dev.infrahub.hcl.Expression.Operation;
import dev.infrahub.hcl.Expression.Other;
import dev.infrahub.hcl.Expression.Part;
import dev.infrahub.hcl.Expression.Reference;
import dev.infrahub.hcl.Expression.Template;
import dev.infrahub.secrets.TerraformAttributes.Holds;
import java.util.List;
import java.util.Set;

/**
 * What an attribute is set to. Literals that it may become are judged: the one that it is, those that a condition chooses of, those
 * in lists and objects, and what a function hands on. What it refers to is none, and neither is what is compared or looked up.
 */
final class TerraformValue {

    /** Functions whose value is what they are given, written otherwise or put together. */
    private static final Set<String> HAND_ON = Set.of(
            "base64encode",
            "base64gzip",
            "chomp",
            "coalesce",
            "coalescelist",
            "compact",
            "concat",
            "ephemeralasnull",
            "flatten",
            "jsonencode",
            "lower",
            "merge",
            "nonsensitive",
            "one",
            "sensitive",
            "setunion",
            "textencodebase64",
            "tolist",
            "tomap",
            "toset",
            "tostring",
            "trimspace",
            "try",
            "upper",
            "urlencode",
            "yamlencode");

    private static final String LOOKUP = "lookup";
    private static final TerraformPlace ANYWHERE = TerraformPlace.named(Rules.NAMED);

    private final String text;
    private final FoundInText found;

    TerraformValue(String text, FoundInText found) {
        this.text = text;
        this.found = found;
    }

    /** What a text says that has no expression in it; empty of another. */
    static String literal(Template template, String text) {
        return template.isLiteral() && !template.parts().isEmpty()
                ? text.substring(template.parts().getFirst().start(), template.parts().getLast().end())
                : "";
    }

    /** Judges it by the name of its attribute and by its place. */
    void judge(String name, Expression value, TerraformPlace place) {
        judge(value, SecretName.of(name), SecretName.over(name), place);
    }

    /**
     * @param name what its name says about it
     * @param over what that says about all that stands in it
     */
    void judge(Expression value, SecretName name, SecretName over, TerraformPlace place) {
        switch (value) {
            case Template template -> judge(template, name, place);
            case Constant constant -> judge(constant, place);
            case Reference reference -> found.deny(reference.start(), reference.end());
            case Items(_, _, List<Expression> items) -> items.forEach(item -> judge(item, over, over, place));
            case Members(_, _, List<Member> members) -> members.forEach(member -> judge(member, over, place));
            case Choice(_, _, Expression condition, Expression first, Expression second) -> {
                asNoValue(condition);
                judge(first, name, over, place);
                judge(second, name, over, place);
            }
            case Call call -> judge(call, name, over, place);
            case Operation(_, _, List<Expression> operands) -> operands.forEach(this::asNoValue);
            case Other _ -> {}
        }
    }

    private void judge(Member member, SecretName over, TerraformPlace place) {
        asNoValue(member.key());
        SecretName name = over.below(member.name());
        judge(member.value(), name, name, place.below(member.name()));
    }

    private void judge(Call call, SecretName name, SecretName over, TerraformPlace place) {
        boolean handsOn = HAND_ON.contains(call.name());
        for (int n = 0; n < call.arguments().size(); n++) {
            Expression argument = call.arguments().get(n);
            if (handsOn || (n == 2 && call.name().equals(LOOKUP))) {
                judge(argument, name, over, place);
            } else {
                asNoValue(argument);
            }
        }
    }

    /** What is compared, looked up, or given to a function: only what stands further in may be a value of its own. */
    private void asNoValue(Expression expression) {
        if (expression instanceof Template template && !template.parts().isEmpty()) {
            found.denyWhole(template.parts().getFirst().start(), template.parts().getLast().end());
            holes(template);
        } else {
            judge(expression, SecretName.NONE, SecretName.NONE, ANYWHERE);
        }
    }

    private void holes(Template template) {
        for (Part part : template.parts()) {
            if (part instanceof Part.Value(_, _, Expression inner)) {
                judge(inner, SecretName.NONE, SecretName.NONE, ANYWHERE);
            }
        }
    }

    private void judge(Constant constant, TerraformPlace place) {
        boolean isNumber = CharClass.DIGIT.has(constant.written().charAt(0));
        if (isNumber && place.holds() == Holds.SECRET && Values.isLiteral(constant.written())) {
            found.add(place.ofListed(), constant.start(), constant.end());
        }
    }

    private void judge(Template template, SecretName name, TerraformPlace place) {
        if (template.parts().isEmpty()) {
            return;
        }
        int start = template.parts().getFirst().start();
        int end = template.parts().getLast().end();
        String value = text.substring(start, end);
        holes(template);
        if (!template.isLiteral()) {
            if (template.parts().stream().noneMatch(this::isMade)) {
                found.denyWhole(start, firstHole(template));
            }
            return;
        }
        if (place.holds() == Holds.PART) {
            found.denyWhole(start, end);
            found.tellAs(place.ofListed(), start, end);
        } else if (!place.takesWords() && Values.looksLikeAName(value)) {
            found.denyWhole(start, end);
        } else if (isListed(value, place)) {
            found.add(place.ofListed(), start, end);
        } else if (name.holds(value, Values.Writing.QUOTED)) {
            found.add(place.ofNamed(), start, end);
        }
    }

    private static boolean isListed(String value, TerraformPlace place) {
        Holds holds = place.holds();
        return holds != null && Values.isLiteral(value) && !(holds == Holds.OR_PATH && Values.isPath(value));
    }

    /** Beside what is filled in, only what looks like a secret by itself is one. */
    private boolean isMade(Part part) {
        return part instanceof Part.Literal(int start, int end)
                && (Values.looksMade(text.substring(start, end)) || Values.looksRandom(text.substring(start, end)));
    }

    private static int firstHole(Template template) {
        return template.parts().stream()
                .filter(part -> !(part instanceof Part.Literal))
                .mapToInt(Part::start)
                .findFirst()
                .orElse(0);
    }
}
