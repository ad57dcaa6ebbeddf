package dev.infrahub.bench.corpora;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The rules of gitleaks and betterleaks: Go sources, each with examples. */
final class GoRules {

    private static final String RULES = "cmd/generate/config/rules";
    private static final String FORMS = "cmd/generate/config/utils/generate.go";

    private GoRules() {}

    /** What was read, and how many examples were not: those that a program of theirs would make. */
    static Corpus.Content read(Corpus corpus, Folder folder) throws IOException {
        List<Labelled> texts = new ArrayList<>();
        int unread = 0;
        List<String> paths = folder.files(RULES);
        SampleForms forms = paths.isEmpty() ? SampleForms.of("") : SampleForms.of(folder.text(FORMS));
        for (String path : paths) {
            if (path.endsWith(".go")) {
                String detector = Folder.stem(path);
                int number = 0;
                // of each source the same draws, whatever else is there
                for (GoExamples.Assigned some :
                        GoExamples.of(folder.text(path), forms, new Random(detector.hashCode()))) {
                    unread += some.texts().unread();
                    for (GoValue.Example one : some.texts().examples()) {
                        String kind = some.label() instanceof Label.None ? "fps" : "tps";
                        String name = detector + "/" + kind + "-" + ++number;
                        texts.add(new Labelled(
                                corpus, detector, name, one.format(), one.text(), some.label(), one.isDrawn()));
                    }
                }
            }
        }
        return new Corpus.Content(texts, unread);
    }
}
