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
 * @param over what is listed of an attribute that it is in
 */
record TerraformPlace(
        Map<String, Holds> listed,
        String path,
        Rule ofListed,
        Rule ofNamed,
        boolean takesWords,
        @Nullable Holds over) {

    /** One where only names tell. */
    static TerraformPlace named(Rule ofNamed) {
        return new TerraformPlace(Map.of(), "", ofNamed, ofNamed, true, null);
    }

    /** One where these are secret. */
    static TerraformPlace of(Rule rule, Map<String, Holds> listed) {
        return new TerraformPlace(listed, "", rule, rule, true, null);
    }

    TerraformPlace namedBy(Rule rule) {
        return new TerraformPlace(listed, path, ofListed, rule, takesWords, over);
    }

    TerraformPlace withoutWords() {
        return new TerraformPlace(listed, path, ofListed, ofNamed, false, over);
    }

    TerraformPlace or(List<String> paths) {
        if (paths.isEmpty()) {
            return this;
        }
        Map<String, Holds> all = new HashMap<>(listed);
        paths.forEach(one -> all.put(one, Holds.SECRET));
        return new TerraformPlace(all, path, ofListed, ofNamed, takesWords, over);
    }

    /** A block or an attribute in it. */
    TerraformPlace below(String name) {
        return below(name, null);
    }

    /** A member of its value: all of that is secret where the attribute is. */
    TerraformPlace within(String member) {
        return below(member, holds());
    }

    private TerraformPlace below(String name, @Nullable Holds of) {
        return listed.isEmpty()
                ? this
                : new TerraformPlace(
                        listed, path.isEmpty() ? name : path + '.' + name, ofListed, ofNamed, takesWords, of);
    }

    /** How secret its value is; null where that is not said. */
    @Nullable
    Holds holds() {
        return over == null ? listed.get(path) : over;
    }
}
