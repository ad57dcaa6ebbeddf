package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;

/**
 * A state of Terraform's, which holds what its resources are in the clear. It is a finding of its own, at its first character:
 * one secret in it that is found is replaced, but no other.
 */
final class TerraformState {

    /** What Terraform itself marks in it: paths of attributes, and outputs. */
    private static final List<String> MARKED = List.of(
            "\"sensitive_attributes\": [", "\"sensitive_attributes\":[", "\"sensitive\": true", "\"sensitive\":true");

    private static final List<String> RESOURCES = List.of("\"instances\"", "\"primary\"");
    private static final CharClass SPACE = CharClass.of("\\s");

    private TerraformState() {}

    /** @param asText what was found in it as in any text */
    static List<Finding> find(String text, List<Finding> asText) {
        if (RESOURCES.stream().noneMatch(text::contains) && asText.isEmpty()) {
            return asText;
        }
        int start = text.indexOf('{');
        Rule rule = asText.isEmpty() && MARKED.stream().noneMatch(mark -> isMarked(text, mark))
                ? Rules.STATE_KEPT
                : Rules.STATE;
        List<Finding> found = new ArrayList<>(asText);
        found.add(new Finding(rule.id(), start, start + 1));
        return Layers.apart(found);
    }

    /** An empty list marks nothing. */
    private static boolean isMarked(String text, String mark) {
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            int end = at + mark.length();
            if (!mark.endsWith("[") || !text.startsWith("]", SPACE.end(text, end, text.length()))) {
                return true;
            }
        }
        return false;
    }
}
