package dev.infrahub.bench.corpora;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The corpora that were fetched into a folder.
 *
 * @param texts no two the same: corpora copy each other
 * @param copies how many more there were, the same as one of them; and such as hold no credential for one detector and hold one for another
 * @param unread examples that only a program of a corpus' own would make
 */
public record Corpora(List<Corpus> there, List<Labelled> texts, int copies, int unread) {

    private static final int DIGEST_CHARACTERS = 16;

    public static Corpora in(Path parent) throws IOException {
        List<Corpus> there = Arrays.stream(Corpus.values())
                .filter(corpus -> corpus.isIn(parent))
                .toList();
        List<Labelled> all = new ArrayList<>();
        int unread = 0;
        for (Corpus corpus : there) {
            Corpus.Content content = corpus.read(parent);
            all.addAll(content.texts());
            unread += content.unread();
        }
        List<Labelled> different = different(all);
        return new Corpora(there, different, all.size() - different.size(), unread);
    }

    /** Of the same texts the first; one that holds a credential for anybody holds one. */
    static List<Labelled> different(List<Labelled> all) {
        Map<String, Labelled> byText = new LinkedHashMap<>();
        for (Labelled one : all) {
            byText.merge(
                    one.text().strip(),
                    one,
                    (first, next) -> first.label() instanceof Label.None && !(next.label() instanceof Label.None)
                            ? next
                            : first);
        }
        return List.copyOf(byText.values());
    }

    /** Where they are. */
    public List<Path> folders(Path parent) {
        return there.stream().map(corpus -> parent.resolve(corpus.folder())).toList();
    }

    public List<Labelled> of(Part part) {
        return texts.stream().filter(one -> one.part() == part).toList();
    }

    /** Of all texts: whether two measured the same. */
    public static String digest(List<Labelled> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Labelled one : texts) {
                digest.update(
                        (one.path() + "\0" + one.label() + "\0" + one.text() + "\0").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
