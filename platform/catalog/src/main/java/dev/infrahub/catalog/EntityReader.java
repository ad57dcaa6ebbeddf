package dev.infrahub.catalog;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import dev.infrahub.ssh.EntityRef;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entity from what was said of it. */
final class EntityReader {

    /** The annotation that says whose an entity is, where that is not the client of the whole catalog. */
    static final String CLIENT = "infrahub.dev/client";

    static final String DEFAULT_NAMESPACE = "default";

    private static final String SOURCE = "backstage.io/source-location";
    private static final String MANAGED_BY = "backstage.io/managed-by-location";
    private static final String URL = "url:";
    private static final int LONGEST_CLIENT = 100;
    private static final int LONGEST_TYPE = 200;

    private EntityReader() {}

    /** It is none: the message is a sentence that names the member, with nothing of what stands there. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String sentence) {
            super(sentence, null, false, false);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads one.
     *
     * @param place the folder of a repository that it stands in, where it stands in one
     */
    static Entity read(Value said, String origin, Optional<SourceLocation> place) throws Malformed {
        Map<String, Value> members = object("The entity", said);
        Map<String, Value> metadata = object("metadata", members.get("metadata"));
        Map<String, Value> spec = objectOrNone("spec", members.get("spec"));
        String kind = text("kind", members.get("kind"));
        String name = text("metadata.name", metadata.get("name"));
        String namespace =
                textOrNone("metadata.namespace", metadata.get("namespace")).orElse(DEFAULT_NAMESPACE);
        Map<String, Value> annotations = objectOrNone("metadata.annotations", metadata.get("annotations"));
        return new Entity(
                ref("metadata.name, metadata.namespace and kind", kind + ":" + namespace + "/" + name),
                name,
                type(spec.get("type")),
                reference("spec.owner", "group", namespace, spec.get("owner")),
                reference("spec.system", "system", namespace, spec.get("system")),
                client(annotations),
                source(annotations, place),
                origin);
    }

    private static Optional<String> type(@Nullable Value said) throws Malformed {
        Optional<String> type = textOrNone("spec.type", said);
        if (type.filter(text -> text.length() > LONGEST_TYPE).isPresent()) {
            throw new Malformed("spec.type is longer than " + LONGEST_TYPE + " characters.");
        }
        return type;
    }

    private static Optional<EntityRef> reference(String member, String kind, String namespace, @Nullable Value said)
            throws Malformed {
        Optional<String> text = textOrNone(member, said);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String given = text.get();
        int colon = given.indexOf(':');
        String rest = given.substring(colon + 1);
        return Optional.of(ref(
                member,
                (colon < 0 ? kind : given.substring(0, colon)) + ":"
                        + (rest.contains("/") ? rest : namespace + "/" + rest)));
    }

    private static EntityRef ref(String member, String text) throws Malformed {
        try {
            return new EntityRef(text);
        } catch (IllegalArgumentException _) {
            throw new Malformed(member + " make no reference such as component:default/network.");
        }
    }

    private static Optional<String> client(Map<String, Value> annotations) throws Malformed {
        Optional<String> client = textOrNone("The annotation " + CLIENT, annotations.get(CLIENT));
        if (client.filter(name -> !isClient(name)).isPresent()) {
            throw new Malformed(
                    "The annotation " + CLIENT + " takes letters, digits, dots, hyphens and underscores, 100 at most.");
        }
        return client;
    }

    /** As the gateway has it. */
    static boolean isClient(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_CLIENT
                && isLetterOrDigit(name.charAt(0))
                && name.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** What it says of its source, else where it is managed, else where it was found. */
    private static Optional<SourceLocation> source(Map<String, Value> annotations, Optional<SourceLocation> place)
            throws Malformed {
        Optional<String> said = given("The annotation " + SOURCE, annotations.get(SOURCE))
                .or(() -> Json.spelling(annotations.get(MANAGED_BY)));
        Optional<SourceLocation> source = said.isEmpty()
                ? place
                : said.filter(text -> text.startsWith(URL))
                        .flatMap(text -> SourceLocation.ofUrl(text.substring(URL.length())));
        if (source.isPresent()) {
            kept("Its source", source.get().repository());
            kept("Its source", source.get().revision().orElse(""));
            kept("Its source", source.get().folder());
        }
        return source;
    }

    private static Map<String, Value> object(String member, @Nullable Value said) throws Malformed {
        if (said instanceof Value.Members(var members)) {
            return members;
        }
        throw new Malformed(member + " is no object.");
    }

    private static Map<String, Value> objectOrNone(String member, @Nullable Value said) throws Malformed {
        return said == null || said.isNull() ? Map.of() : object(member, said);
    }

    private static String text(String member, @Nullable Value said) throws Malformed {
        return textOrNone(member, said).orElseThrow(() -> new Malformed(member + " is missing."));
    }

    private static Optional<String> textOrNone(String member, @Nullable Value said) throws Malformed {
        Optional<String> text = given(member, said);
        return text.isPresent() ? Optional.of(kept(member, text.get())) : text;
    }

    private static Optional<String> given(String member, @Nullable Value said) throws Malformed {
        if (said == null || said.isNull()) {
            return Optional.empty();
        }
        if (said instanceof Value.Text(String text)) {
            return Optional.of(text);
        }
        throw new Malformed(member + " is no text.");
    }

    /** What is read here is kept and told. */
    private static String kept(String member, String text) throws Malformed {
        if (text.codePoints()
                .anyMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE)) {
            throw new Malformed(member + " is no line of text.");
        }
        if (!Secrets.find(text).isEmpty()) {
            throw new Malformed(member + " holds a credential.");
        }
        return text;
    }
}
