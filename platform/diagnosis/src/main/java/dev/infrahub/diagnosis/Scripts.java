package dev.infrahub.diagnosis;

import java.util.List;

/** The script of a step, as a platform prints it before it runs: what it says is nobody's failure, and tells what the step did. */
final class Scripts {

    /** One whose end is not printed is not waited for. */
    private static final int LONGEST = 1000;

    private record Block(String begin, String end) {}

    private static final List<Block> BLOCKS = List.of(
            // GitHub Actions
            new Block("##[group]Run ", "##[endgroup]"),
            // Azure DevOps
            new Block("Script contents:", "========================== Starting Command Output"));

    /** Each command by itself, as GitLab prints them. */
    private static final String COMMAND = "$ ";

    /** Of a line that is compared with it. */
    private static final int SHORTEST = 10;

    private static final int MOST_CHARACTERS = 4096;

    private final StringBuilder said = new StringBuilder();
    private String end = "";
    private int lines;

    /** Whether a line, as it was printed, is part of one. */
    boolean read(String printed) {
        if (!end.isEmpty()) {
            if (printed.startsWith(end) || ++lines > LONGEST) {
                end = "";
            } else {
                add(printed);
            }
            return true;
        }
        for (Block block : BLOCKS) {
            if (printed.startsWith(block.begin)) {
                end = block.end;
                lines = 0;
                said.setLength(0);
                return true;
            }
        }
        if (printed.startsWith(COMMAND)) {
            said.setLength(0);
            add(printed.substring(COMMAND.length()));
        }
        return false;
    }

    private void add(String line) {
        int room = MOST_CHARACTERS - said.length();
        said.append(line, 0, Math.min(line.length(), Math.max(room, 0))).append('\n');
    }

    /** Whether a line only prints again what the last one says. */
    boolean says(String line) {
        String text = line.strip();
        return text.length() >= SHORTEST && said.indexOf(text) >= 0;
    }

    /** What the last one says. */
    String last() {
        return said.toString();
    }
}
