package dev.infrahub.scaffolding;

import dev.infrahub.hcl.HclReader;
import dev.infrahub.hcl.Item;
import dev.infrahub.hcl.Item.Block;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every module keeps to before it is given to anybody, whoever wrote it: it can be read, holds no secret, and obeys the policy. */
final class ModuleCheck {

    private static final List<String> ENDINGS = List.of(".tf", ".tftest.hcl");
    private static final List<String> NEEDED =
            List.of("README.md", "catalog-info.yaml", "main.tf", "variables.tf", "outputs.tf", "versions.tf");

    private ModuleCheck() {}

    /** What is wrong with the files of a module, by their paths; nothing where all is well. */
    static List<String> problems(Map<String, String> files) {
        List<String> problems = new ArrayList<>();
        NEEDED.stream().filter(path -> !files.containsKey(path)).forEach(path -> problems.add(path + " is missing"));
        List<Policy.Placed> blocks = new ArrayList<>();
        files.forEach((path, text) -> {
            if (ENDINGS.stream().anyMatch(path::endsWith)) {
                List<Item> items = new ArrayList<>();
                HclReader.read(text, items::add)
                        .forEach(unread -> problems.add(path + " cannot be read: " + unread.reason()));
                if (path.indexOf('/') < 0) {
                    items.stream()
                            .filter(Block.class::isInstance)
                            .map(Block.class::cast)
                            .forEach(block -> blocks.add(new Policy.Placed(block, text)));
                }
            }
            Secrets.inFile(path, text).forEach(finding -> problems.add(path + " holds a secret: " + finding.ruleId()));
        });
        problems.addAll(Policy.problems(blocks, files));
        return problems;
    }
}
