package dev.infrahub.chatservice.domain.review;

import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Credentials that a change brings in. */
public final class DiffSecrets {

    private DiffSecrets() {}

    /** Those in new lines, in the order of the files: each file is read as it is after the change, as far as the diff shows it. */
    public static List<DiffSecret> in(Diff diff) {
        return diff.files().stream().flatMap(DiffSecrets::in).toList();
    }

    private static Stream<DiffSecret> in(DiffFile file) {
        List<DiffLine> lines = file.lines()
                .filter(line -> line.sign() != DiffLine.Sign.REMOVED)
                .toList();
        int[] starts = new int[lines.size()];
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < starts.length; at++) {
            starts[at] = text.length();
            text.append(lines.get(at).text()).append('\n');
        }
        List<DiffSecret> secrets = new ArrayList<>();
        for (Finding finding : Secrets.inFile(file.path(), text.toString())) {
            DiffLine line = lines.get(lineOf(starts, finding.start()));
            DiffLine last = lines.get(lineOf(starts, Math.max(finding.start(), finding.end() - 1)));
            if (line.isAdded() || last.isAdded()) {
                secrets.add(new DiffSecret(finding.ruleId(), file.path(), line.number()));
            }
        }
        return secrets.stream();
    }

    private static int lineOf(int[] starts, int place) {
        int found = Arrays.binarySearch(starts, place);
        return found < 0 ? -found - 2 : found;
    }
}
