package dev.infrahub.bench.corpora;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Plazmaz/leaky-repo: files as people commit them, and a table of how many of their lines hold a credential or tell of one. */
final class LeakyRepo {

    private static final String TABLE = ".leaky-meta/secrets.csv";
    private static final int COLUMNS = 3;

    private LeakyRepo() {}

    static List<Labelled> read(Folder folder) throws IOException {
        List<String> paths = folder.files("");
        if (!paths.contains(TABLE)) {
            return List.of();
        }
        List<Labelled> texts = new ArrayList<>();
        for (String row : folder.text(TABLE).lines().toList()) {
            String[] cells = row.strip().split(",", -1);
            // the table tells of files that were moved since
            if (!row.startsWith("#") && cells.length == COLUMNS && paths.contains(cells[0])) {
                String text = folder.text(cells[0]);
                texts.add(new Labelled(
                        Corpus.LEAKY_REPO,
                        cells[0],
                        cells[0],
                        Format.ofFile(cells[0], text),
                        text,
                        new Label.Lines(Integer.parseInt(cells[1]), Integer.parseInt(cells[2])),
                        false));
            }
        }
        return texts;
    }
}
