package dev.infrahub.bench.corpora;

/** What a corpus says of a text, and how a scanner is judged by it. */
public sealed interface Label {

    /** @param lines on which a scanner says that a credential begins */
    Score judge(int lines);

    /** A credential is in it; where, and what else, is not said. So more than one finding is no alarm. */
    record Secret() implements Label {
        @Override
        public Score judge(int lines) {
            return lines > 0 ? new Score(1, 0, 0) : new Score(0, 1, 0);
        }
    }

    /** No credential is in it: however many are found, the text counts once. */
    record None() implements Label {
        @Override
        public Score judge(int lines) {
            return lines > 0 ? new Score(0, 0, 1) : Score.NOTHING;
        }
    }

    /**
     * So many of its lines hold a credential; which ones is not said.
     *
     * @param telling lines that a scanner may find or leave: names, hosts
     */
    record Lines(int secret, int telling) implements Label {
        @Override
        public Score judge(int lines) {
            int hits = Math.min(lines, secret);
            return new Score(hits, secret - hits, Math.max(0, lines - secret - telling));
        }
    }
}
