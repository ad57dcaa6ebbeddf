package dev.infrahub.scaffolding;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.Item;
import java.util.ArrayList;
import java.util.List;

/** The texts that code says outright, wherever they stand in it. */
final class Literals {

    private final String text;
    private final List<String> found = new ArrayList<>();

    private Literals(String text) {
        this.text = text;
    }

    static List<String> in(List<Item> items, String text) {
        Literals literals = new Literals(text);
        items.forEach(literals::item);
        return literals.found;
    }

    private void item(Item item) {
        switch (item) {
            case Item.Attribute attribute -> expression(attribute.value());
            case Item.Block block -> block.items().forEach(this::item);
        }
    }

    private void expression(Expression expression) {
        switch (expression) {
            case Expression.Template template -> template.parts().forEach(this::part);
            case Expression.Call call -> call.arguments().forEach(this::expression);
            case Expression.Items items -> items.items().forEach(this::expression);
            case Expression.Members members -> members.members().forEach(member -> expression(member.value()));
            case Expression.Choice choice -> {
                expression(choice.first());
                expression(choice.second());
            }
            case Expression.Operation operation -> operation.operands().forEach(this::expression);
            case Expression.Constant _, Expression.Reference _, Expression.Other _ -> {
                // these say nothing outright
            }
        }
    }

    private void part(Expression.Part part) {
        switch (part) {
            case Expression.Part.Literal literal -> found.add(text.substring(literal.start(), literal.end()));
            case Expression.Part.Value value -> expression(value.expression());
            case Expression.Part.Directive _ -> {
                // it says nothing itself
            }
        }
    }
}
