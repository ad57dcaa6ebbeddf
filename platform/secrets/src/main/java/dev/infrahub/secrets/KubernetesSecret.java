package dev.infrahub.secrets;

import java.util.List;

/**
 * A manifest of Kubernetes' kind Secret, in JSON, YAML or as Terraform prints it: whatever its data holds is secret. It reaches to the
 * members for the kind of other manifests, and to the lines that part documents.
 */
final class KubernetesSecret {

    private static final List<String> DATA = List.of("data", "stringData", "string_data");
    private static final String KIND = "kind";

    private final Enclosure enclosure;
    private final Contents contents;
    private int read;

    KubernetesSecret(Subject subject, Contents.Places places) {
        this.enclosure = new Enclosure(subject);
        this.contents = new Contents(subject, places);
    }

    /** Goes through the data of the manifest whose kind stands here. */
    void read(int kind) {
        if (kind < read) {
            return;
        }
        int to = enclosure.end(kind);
        contents.ofMembers(DATA, SecretName.CONTENT, enclosure.start(read, kind), to);
        read = to;
    }

    /** Whether the member is named for kinds. */
    static boolean isKind(String member) {
        return member.equals(KIND);
    }
}
