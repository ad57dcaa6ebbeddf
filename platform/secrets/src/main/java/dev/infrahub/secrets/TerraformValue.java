package dev.infrahub.secrets;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.Expression.Call;
import dev.infrahub.hcl.Expression.Choice;
import dev.infrahub.hcl.Expression.Constant;
import dev.infrahub.hcl.Expression.Items;
import dev.infrahub.hcl.Expression.Members;
import dev.infrahub.hcl.Expression.Operation;
import dev.infrahub.hcl.Expression.Other;
import dev.infrahub.hcl.Expression.Part;
import dev.infrahub.hcl.Expression.Reference;
import dev.infrahub.hcl.Expression.Template;
import dev.infrahub.secrets.TerraformAttributes.Holds;
import java.util.Set;

/**
 * What one attribute is set to. Literals that it may become are judged: the one that it is, those that a condition chooses of, those
 * in lists and objects, and what a function hands on. What it refers to is none, and neither is what is compared or looked up.
 */
final class TerraformValue {

    /** Functions whose value is what they are given, written otherwise or put together. */
    static final Set<String> HAND_ON = Set.of(
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
    private final TerraformNames names;

    /** Behind the last text in it. */
    private int behindText;

    TerraformValue(String text, FoundInText found, TerraformNames names) {
        this.text = text;
        this.names = names;
        this.found = found;
    }

    /** What a text says that has no expression in it; empty of another. */
    static String literal(Template template, String text) {
        return template.isLiteral() && !template.parts().isEmpty()
                ? text.substring(
                        template.parts().getFirst().start(),
                        template.parts().getLast().end())
                : "";
    }

    /** Judges it by what it is called and by its place. */
    void judge(Expression value, TerraformName name, TerraformPlace place) {
        inValue(value, name, place);
        // a search of a text takes what has no quotes for values; it goes on from the last text
        found.denyBare(behindText, value.end());
    }

    private void inValue(Expression value, TerraformName name, TerraformPlace place) {
        if (behindText == 0) {
            behindText = value.start();
        }
        switch (value) {
            case Template template -> inTemplate(template, name, place);
            case Constant constant -> inConstant(constant, place);
            case Reference reference -> found.deny(reference.start(), reference.end());
            case Items list -> list.items().forEach(item -> inValue(item, name.ofItems(), place));
            case Members object ->
                object.members().forEach(member -> {
                    asNoValue(member.key());
                    inValue(member.value(), names.below(name, member.name()), place.within(member.name()));
                });
            case Choice choice -> {
                asNoValue(choice.condition());
                inValue(choice.first(), name, place);
                inValue(choice.second(), name, place);
            }
            case Call call -> inCall(call, name, place);
            case Operation operation -> operation.operands().forEach(this::asNoValue);
            case Other(int start, int end) -> {
                found.denyBare(start, end);
                leave(start, end);
            }
        }
    }

    /** What is found in a text is left to be judged; what stands before it is none. */
    private void leave(int start, int end) {
        found.denyBare(behindText, start);
        behindText = end;
    }

    private void inCall(Call call, TerraformName name, TerraformPlace place) {
        boolean handsOn = HAND_ON.contains(call.name());
        for (int n = 0; n < call.arguments().size(); n++) {
            Expression argument = call.arguments().get(n);
            if (handsOn || (n == 2 && call.name().equals(LOOKUP))) {
                inValue(argument, name, place);
            } else {
                asNoValue(argument);
            }
        }
    }

    /** What is compared, looked up, or given to a function: only what stands further in may be a value of its own. */
    private void asNoValue(Expression expression) {
        if (expression instanceof Template template && !template.parts().isEmpty()) {
            found.denyWhole(
                    template.parts().getFirst().start(),
                    template.parts().getLast().end());
            inParts(template);
        } else {
            inValue(expression, TerraformName.NONE, ANYWHERE);
        }
    }

    private void inParts(Template template) {
        for (Part part : template.parts()) {
            switch (part) {
                case Part.Literal(int start, int end) -> leave(start, end);
                case Part.Value hole -> inValue(hole.expression(), TerraformName.NONE, ANYWHERE);
                case Part.Directive _ -> {}
            }
        }
    }

    private void inConstant(Constant constant, TerraformPlace place) {
        if (CharClass.DIGIT.has(constant.written().charAt(0))) {
            leave(constant.start(), constant.end());
            if (place.holds() == Holds.SECRET && Values.isLiteral(constant.written())) {
                found.add(place.ofListed(), constant.start(), constant.end());
            }
        }
    }

    private void inTemplate(Template template, TerraformName name, TerraformPlace place) {
        if (template.parts().isEmpty()) {
            return;
        }
        if (template.parts().size() == 1
                && template.parts().getFirst() instanceof Part.Value(int start, int end, Expression inner)) {
            found.denyWhole(start, Math.min(end, inner.start()));
            inValue(inner, name, place);
            return;
        }
        inParts(template);
        int start = template.parts().getFirst().start();
        int end = template.parts().getLast().end();
        if (template.isLiteral()) {
            inLiteral(start, end, name, place);
        } else if (template.parts().stream().noneMatch(this::isMade)) {
            found.denyWhole(start, firstHole(template));
        }
    }

    private void inLiteral(int start, int end, TerraformName name, TerraformPlace place) {
        String value = text.substring(start, end);
        Holds holds = place.holds();
        if (holds == Holds.PART) {
            found.denyWhole(start, end);
            found.tellAs(place.ofListed(), start, end);
        } else if (!place.takesWords() && Values.looksLikeAName(value)) {
            found.denyWhole(start, end);
        } else if (holds != null) {
            boolean isSecret = Values.isLiteral(value)
                    && !name.isFilledIn(value)
                    && !(holds == Holds.OR_PATH && Values.isPath(value));
            found.tell(isSecret, place.ofListed(), start, end);
        } else if (name.says() != SecretName.NONE) {
            found.tell(name.holds(value), place.ofNamed(), start, end);
        }
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
