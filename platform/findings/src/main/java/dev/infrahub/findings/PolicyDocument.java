package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A policy in the language of AWS IAM, given as JSON in a string, as an object, or as blocks.
 *
 * @param statements what it allows and denies
 */
record PolicyDocument(List<Statement> statements) {

    private static final PolicyDocument EMPTY = new PolicyDocument(List.of());

    /** No service takes a policy of half that length: what is longer is none. */
    private static final int LONGEST = 128 * 1024;

    private static final int MOST_STATEMENTS = 2000;

    /** Empty where it is no policy, or one that is cut off. */
    static Optional<PolicyDocument> of(Value value) {
        return switch (value) {
            case Value.Special.NULL -> Optional.of(EMPTY);
            case Value.Text(String text) when text.isBlank() -> Optional.of(EMPTY);
            case Value.Text(String text) when text.length() > LONGEST -> Optional.empty();
            case Value.Text(String text) ->
                Value.ofJson(text)
                        .filter(document -> document instanceof Value.Members)
                        .flatMap(PolicyDocument::ofDocument);
            case Value.Members members -> ofDocument(members);
            case Value.Items(var blocks) -> ofStatements(blocks, true);
            case Value.Special _, Value.Bool _, Value.Num _ -> Optional.empty();
        };
    }

    /** A document, or the only statement of one. */
    private static Optional<PolicyDocument> ofDocument(Value document) {
        if (!(document instanceof Value.Members(var members))) {
            return Optional.empty();
        }
        if (members.isEmpty()) {
            return Optional.of(EMPTY);
        }
        List<Value> statements = new ArrayList<>();
        boolean isDocument = false;
        for (var member : members.entrySet()) {
            if (member.getKey().toLowerCase(Locale.ROOT).equals("statement")) {
                isDocument = true;
                statements.addAll(member.getValue().each());
            }
        }
        return isDocument ? ofStatements(statements, false) : ofStatements(List.of(document), false);
    }

    private static Optional<PolicyDocument> ofStatements(List<Value> values, boolean blocks) {
        if (values.size() > MOST_STATEMENTS) {
            return Optional.empty();
        }
        List<Statement> statements = new ArrayList<>();
        for (Value value : values) {
            Optional<Statement> statement = Statement.of(value, blocks);
            if (statement.isEmpty()) {
                return Optional.empty();
            }
            statements.add(statement.get());
        }
        return Optional.of(new PolicyDocument(statements));
    }

    /** Whether a part of it is not shown. */
    boolean isPartlyHidden() {
        return statements.stream().anyMatch(Statement::hidden);
    }
}
