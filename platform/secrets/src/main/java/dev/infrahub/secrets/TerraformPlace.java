package dev.infrahub.secrets;

import dev.infrahub.secrets.TerraformAttributes.Holds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in code of Terraform, and what that tells of it.
 *
 * @param listed by their paths from the block on, the attributes that are secret there
 * @param path of this one
 * @param ofListed by which rule they are found
 * @param ofNamed by which rule others are, whose name says it
 * @param takesWords whether a word may be a secret here
 */
record TerraformPlace(Map<String, Holds> listed, String path, Rule ofListed, Rule ofNamed, boolean takesWords) {

    /** One where only names tell. */
    static TerraformPlace named(Rule ofNamed) {
        return new TerraformPlace(Map.of(), "", ofNamed, ofNamed, true);
    }

    /** One where these are secret. */
    static TerraformPlace of(Rule rule, Map<String, Holds> listed) {
        return new TerraformPlace(listed, "", rule, rule, true);
    }

    TerraformPlace namedBy(Rule rule) {
        return new TerraformPlace(listed, path, ofListed, rule, takesWords);
    }

    TerraformPlace withoutWords() {
        return new TerraformPlace(listed, path, ofListed, ofNamed, false);
    }

    TerraformPlace orBelow(List<String> paths) {
        if (paths.isEmpty()) {
            return this;
        }
        Map<String, Holds> all = new HashMap<>(listed);
        paths.forEach(one -> all.put(one, Holds.SECRET));
        return new TerraformPlace(all, path, ofListed, ofNamed, takesWords);
    }

    /** A step further in. */
    TerraformPlace below(String name) {
        return listed.isEmpty()
                ? this
                : new TerraformPlace(
                        listed, path.isEmpty() ? name : path + '.' + name, ofListed, ofNamed, takesWords);
    }

    /** How secret this one is, or one that it is in; null where that is not said. */
    @Nullable Holds holds() {
        String at = path;
        while (!at.isEmpty()) {
            Holds holds = listed.get(at);
            if (holds != null) {
                return holds;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('.')));
        }
        return null;
    }
}
