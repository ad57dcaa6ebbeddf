package dev.infrahub.bench.corpora;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * leaktk/fake-leaks: files below {@code valid} hold a credential each, files below {@code invalid} and {@code benign} hold none; in the
 * examples of semgrep a comment says it of the lines behind it. What else is there has no label that a program could read.
 */
final class FakeLeaks {

    /** A marking of documents, and no credential. */
    private static final Set<String> OTHER_THINGS = Set.of("cui");

    private static final String SEMGREP = "semgrep-rules-examples";
    private static final String IS_SECRET = "ruleid:";
    private static final String IS_NONE = "ok:";

    private FakeLeaks() {}

    static List<Labelled> read(Folder folder) throws IOException {
        List<Labelled> texts = new ArrayList<>();
        for (String path : folder.files("")) {
            List<String> parts = List.of(path.split("/", -1));
            String detector = parts.getFirst();
            if (detector.equals(SEMGREP)) {
                texts.addAll(marked(path, folder.text(path)));
            } else if (parts.size() > 2 && !OTHER_THINGS.contains(detector)) {
                switch (parts.get(1)) {
                    case "valid" -> texts.add(whole(folder, detector, path, new Label.Secret()));
                    case "invalid", "benign" -> texts.add(whole(folder, detector, path, new Label.None()));
                    default -> {}
                }
            }
        }
        return texts;
    }

    private static Labelled whole(Folder folder, String detector, String path, Label label) throws IOException {
        String text = folder.text(path);
        return new Labelled(Corpus.FAKE_LEAKS, detector, path, Format.ofFile(path, text), text, label, false);
    }

    private static List<Labelled> marked(String path, String text) {
        List<Labelled> texts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        Label label = null;
        for (String line : text.lines().toList()) {
            Label next = label(line);
            if (next != null) {
                add(path, part, label, texts);
                label = next;
            } else {
                part.append(line).append('\n');
            }
        }
        add(path, part, label, texts);
        return texts;
    }

    private static void add(String path, StringBuilder part, @Nullable Label label, List<Labelled> texts) {
        String text = part.toString();
        part.setLength(0);
        if (label != null && !text.isBlank()) {
            String detector = Folder.stem(path).replace("detected-", "");
            String name = path + "/" + texts.size();
            texts.add(new Labelled(Corpus.FAKE_LEAKS, detector, name, Format.ofText(text), text, label, false));
        }
    }

    private static @Nullable Label label(String line) {
        if (line.contains(IS_SECRET)) {
            return new Label.Secret();
        }
        return line.contains(IS_NONE) ? new Label.None() : null;
    }
}
