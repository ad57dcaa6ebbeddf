package dev.infrahub.bench.corpora;

import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rules of titus and kingfisher: each with {@code examples} of what it finds, and {@code negative_examples}. */
final class YamlRules {

    private final Corpus corpus;
    private final Folder folder;

    private YamlRules(Corpus corpus, Folder folder) {
        this.corpus = corpus;
        this.folder = folder;
    }

    static List<Labelled> read(Corpus corpus, Folder folder, String rules) throws IOException {
        YamlRules reader = new YamlRules(corpus, folder);
        List<Labelled> texts = new ArrayList<>();
        for (String path : folder.files(rules)) {
            if (path.endsWith(".yml") || path.endsWith(".yaml")) {
                reader.read(path, texts);
            }
        }
        return texts;
    }

    private void read(String path, List<Labelled> texts) throws IOException {
        Value file = YamlValues.parse(folder.text(path)).orElse(Value.Special.NULL);
        for (Value rule : file.at("rules").each()) {
            if (isOfSecrets(rule)) {
                add(path, rule, "examples", new Label.Secret(), texts);
                add(path, rule, "negative_examples", new Label.None(), texts);
            }
        }
    }

    /** What a rule itself calls a helper of others, or an identifier that is not secret, is no credential. */
    private static boolean isOfSecrets(Value rule) {
        List<String> categories = rule.at("categories").each().stream()
                .flatMap(category -> category.text().stream())
                .toList();
        return !rule.at("visible").isFalse() && (!categories.contains("identifier") || categories.contains("secret"));
    }

    private void add(String path, Value rule, String kind, Label label, List<Labelled> texts) {
        String detector = Folder.stem(path);
        int number = 0;
        for (Value example : rule.at(kind).each()) {
            String name = detector + "/" + rule.at("id").text().orElse("?") + "/" + kind + "-" + ++number;
            example.text()
                    .ifPresent(text ->
                            texts.add(new Labelled(corpus, detector, name, Format.ofText(text), text, label, false)));
        }
    }
}
