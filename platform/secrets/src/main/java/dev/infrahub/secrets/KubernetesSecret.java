package dev.infrahub.secrets;

import java.util.List;

/**
 * A manifest of Kubernetes' kind Secret, in JSON, YAML or as Terraform prints it: whatever its data holds is secret. It reaches to the
 * members for the kind of other manifests, and to the lines that part documents.
 */
final class KubernetesSecret {

    private static final List<String> DATA = List.of("data", "stringData", "string_data");
    private static final String KIND = "kind";
    private static final String DOCUMENT = "---";
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final int MOST_BLANKS = 60;

    private final Subject subject;
    private final String text;
    private final Contents contents;
    private int read;

    KubernetesSecret(Subject subject, Contents.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.contents = new Contents(subject, places);
    }

    /** Goes through the data of the manifest whose kind stands here. */
    void read(int kind) {
        if (kind < read) {
            return;
        }
        int from = start(Math.max(read, kind - Subject.REACH), kind);
        int to = end(kind, Math.min(text.length(), kind + Subject.REACH));
        contents.ofMembers(DATA, SecretName.CONTENT, from, to);
        read = to;
    }

    /** Behind the brace that opens the manifest's object, or where its document begins. */
    private int start(int least, int kind) {
        int open = 0;
        int at = kind;
        while (at > least) {
            char c = text.charAt(at - 1);
            open += c == '}' ? 1 : c == '{' ? -1 : 0;
            if (open < 0 || isParted(at - 1)) {
                break;
            }
            at--;
        }
        subject.worked(kind - at);
        return at;
    }

    private int end(int kind, int most) {
        int open = 0;
        int at = kind;
        while (at < most && open >= 0 && !isParted(at)) {
            char c = text.charAt(at++);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        subject.worked(at - kind);
        return at;
    }

    /** Whether a line ends here, and the next parts two documents. */
    private boolean isParted(int at) {
        return text.charAt(at) == '\n' && text.startsWith(DOCUMENT, BLANK.end(text, at + 1, MOST_BLANKS));
    }

    /** Whether the member is named for kinds. */
    static boolean isKind(String member) {
        return member.equals(KIND);
    }
}
