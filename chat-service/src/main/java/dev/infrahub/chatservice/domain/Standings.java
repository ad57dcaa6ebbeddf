package dev.infrahub.chatservice.domain;

import dev.infrahub.json.CodeSpans;
import dev.infrahub.json.Parts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of an answer's facts says how something stands, or was decided, by the numbers of their sources: a name that reads like it is none. */
public final class Standings {

    private static final List<String> ALL = List.of(
            "approved",
            "approval",
            "approvals",
            "approver",
            "approvers",
            "rejected",
            "revoked",
            "expired",
            "pending",
            "implemented",
            "applied",
            "deployed",
            "failed",
            "succeeded",
            "rolled",
            "verified",
            "genuine",
            "resolved",
            "fixed");

    /** How the hub says that what follows as code is a state; what is code elsewhere is a name. */
    private static final List<String> BEFORE_A_STATE = List.of(" state ", " decision ", " is ", ": ");

    private Standings() {}

    /** By every word that says how something stands; of documents nothing does. */
    public static Map<String, Set<Integer>> of(Answer answer) {
        Map<String, Set<Integer>> standings = new HashMap<>();
        if (answer.question().filter(Question.DOCUMENTS::equals).isEmpty()) {
            ALL.forEach(word -> standings.put(word, new HashSet<>()));
            answer.facts().forEach(fact -> add(fact, standings));
        }
        return standings;
    }

    private static void add(String fact, Map<String, Set<Integer>> standings) {
        Set<Integer> sources = numbers(fact.substring(fact.lastIndexOf(' ') + 1));
        for (Word word : Words.of(own(fact))) {
            standings.getOrDefault(word.text(), new HashSet<>()).addAll(sources);
        }
    }

    /** Of {@code [1][2]}. */
    private static Set<Integer> numbers(String cited) {
        Set<Integer> numbers = new HashSet<>();
        for (String piece : Parts.of(cited.replace('[', ']'), ']')) {
            if (!piece.isEmpty() && piece.length() < 5 && piece.chars().allMatch(c -> c >= '0' && c <= '9')) {
                numbers.add(Integer.valueOf(piece));
            }
        }
        return numbers;
    }

    /** Without names. */
    private static String own(String fact) {
        return CodeSpans.replaced(
                fact, (before, code) -> BEFORE_A_STATE.stream().anyMatch(before::endsWith) ? code : "_");
    }
}
