package dev.infrahub.chatservice.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which words ask what: a decision list. */
final class Rules {

    /**
     * A row of the list.
     *
     * @param all of each of these at least one
     * @param none of these none
     */
    private record Rule(Question question, List<Set<Concept>> all, Set<Concept> none) {

        boolean fits(Set<Concept> concepts) {
            return all.stream().allMatch(any -> any.stream().anyMatch(concepts::contains))
                    && none.stream().noneMatch(concepts::contains);
        }
    }

    private static final List<Rule> RULES =
            Table.rows("questions.tsv").stream().map(Rules::rule).toList();

    private Rules() {}

    static Optional<Question> question(Set<Concept> concepts) {
        return RULES.stream().filter(rule -> rule.fits(concepts)).findFirst().map(Rule::question);
    }

    private static Rule rule(List<String> row) {
        return new Rule(
                Question.valueOf(row.getFirst().toUpperCase(Locale.ROOT)),
                Table.cells(row.get(1), ' ').stream().map(Rules::any).toList(),
                row.get(2).equals("-") ? Set.of() : any(row.get(2)));
    }

    private static Set<Concept> any(String cell) {
        Set<Concept> any = EnumSet.noneOf(Concept.class);
        Table.cells(cell, '|').forEach(name -> any.add(Concept.valueOf(name)));
        return any;
    }
}
