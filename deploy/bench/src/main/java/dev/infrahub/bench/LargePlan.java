package dev.infrahub.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan of 50 MB with 10,000 resource changes, the same at every run: changes, planned values and configuration. Six parts
 * of ten are resource changes, the expensive part; in real plans it is four, so this one is on the hard side.
 */
final class LargePlan {

    static final int CHANGES = 10_000;

    private static final int MODULES = 50;
    private static final int IN_MODULE = CHANGES / MODULES;
    private static final long SEED = 20_261_124;

    /** Terraform writes attributes in the order of their names. */
    private final JsonMapper json =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final JsonGenerator out;

    private LargePlan(OutputStream out) {
        this.out = json.createGenerator(out, JsonEncoding.UTF8);
    }

    /** What is done to a resource, in about the proportions of a migration. */
    private enum Verb {
        CREATE,
        UPDATE,
        REPLACE,
        DELETE,
        NOTHING;

        private static final List<Verb> TWENTY = Stream.of("CCCCCCC", "UUUUUUUU", "R", "D", "NNN")
                .flatMapToInt(String::chars)
                .mapToObj(first -> Stream.of(values())
                        .filter(verb -> verb.name().charAt(0) == first)
                        .findFirst()
                        .orElseThrow())
                .toList();

        List<String> actions() {
            return switch (this) {
                case CREATE -> List.of("create");
                case UPDATE -> List.of("update");
                case REPLACE -> List.of("delete", "create");
                case DELETE -> List.of("delete");
                case NOTHING -> List.of("no-op");
            };
        }

        static Verb any(Random random) {
            return TWENTY.get(random.nextInt(TWENTY.size()));
        }

        boolean hasBefore() {
            return this != CREATE;
        }

        boolean hasAfter() {
            return this != DELETE;
        }
    }

    /** One of the resources, before and after. */
    private record Change(String address, LargeResource resource, Verb verb, ObjectNode before, ObjectNode after) {

        boolean setsComputed() {
            return verb == Verb.CREATE || verb == Verb.REPLACE;
        }
    }

    /** Writes it as {@code terraform show -json} does: compact, in UTF-8. */
    static void write(Path file) {
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
            LargePlan plan = new LargePlan(to);
            plan.write();
            plan.out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        out.writeStartObject();
        out.writeStringProperty("format_version", "1.2");
        out.writeStringProperty("terraform_version", "1.11.4");
        out.writeObjectPropertyStart("planned_values");
        writePlannedValues();
        out.writeEndObject();
        out.writeArrayPropertyStart("resource_changes");
        IntStream.range(0, CHANGES).mapToObj(this::change).forEach(this::writeChange);
        out.writeEndArray();
        writeConfiguration();
        out.writeEndObject();
    }

    /** Always the same one for the same number. */
    private Change change(int number) {
        Random random = new Random(SEED + number);
        LargeResource resource = LargeResource.ALL.get(number % LargeResource.ALL.size());
        Verb verb = Verb.any(random);
        ObjectNode before = (ObjectNode) json.readTree(resource.attributes(random));
        ObjectNode after = before.deepCopy();
        String address = "%s.%s[%d]"
                .formatted(
                        module(number / IN_MODULE), resource.address(), number % IN_MODULE / LargeResource.ALL.size());
        Change change = new Change(address, resource, verb, before, after);
        if (change.setsComputed()) {
            after.remove(resource.computed());
        }
        if (verb == Verb.UPDATE || verb == Verb.REPLACE) {
            after.put(resource.changed(), "changed " + random.nextInt());
        }
        return change;
    }

    private static String module(int number) {
        return "module.shop_" + number;
    }

    private void writeChange(Change change) {
        LargeResource resource = change.resource();
        out.writeStartObject();
        writeNames(change);
        out.writeObjectPropertyStart("change");
        out.writePOJOProperty("actions", change.verb().actions());
        out.writePOJOProperty("before", change.verb().hasBefore() ? change.before() : null);
        out.writePOJOProperty("after", change.verb().hasAfter() ? change.after() : null);
        out.writePOJOProperty("after_unknown", mask(change.setsComputed() ? resource.computed() : List.of()));
        out.writePOJOProperty("before_sensitive", mask(change.verb().hasBefore() ? resource.sensitive() : List.of()));
        out.writePOJOProperty("after_sensitive", mask(change.verb().hasAfter() ? resource.sensitive() : List.of()));
        out.writeEndObject();
        out.writeEndObject();
    }

    private void writeNames(Change change) {
        int dot = change.address().indexOf('.', "module.".length());
        out.writeStringProperty("address", change.address());
        out.writeStringProperty("module_address", change.address().substring(0, dot));
        out.writeStringProperty("mode", "managed");
        out.writeStringProperty("type", change.resource().type());
        out.writeStringProperty("name", "main");
        out.writeStringProperty("provider_name", "registry.terraform.io/hashicorp/aws");
    }

    /** Terraform writes empty objects for the maps in which nothing is marked. */
    private ObjectNode mask(List<String> marked) {
        ObjectNode mask = json.createObjectNode();
        mask.putObject("tags");
        mask.putObject("tags_all");
        marked.forEach(name -> mask.put(name, true));
        return mask;
    }

    private void writePlannedValues() {
        out.writeObjectPropertyStart("root_module");
        out.writeArrayPropertyStart("child_modules");
        for (int module = 0; module < MODULES; module++) {
            out.writeStartObject();
            out.writeStringProperty("address", module(module));
            out.writeArrayPropertyStart("resources");
            IntStream.range(module * IN_MODULE, (module + 1) * IN_MODULE)
                    .mapToObj(this::change)
                    .filter(change -> change.verb().hasAfter())
                    .forEach(this::writePlanned);
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writePlanned(Change change) {
        out.writeStartObject();
        writeNames(change);
        out.writeNumberProperty("schema_version", 1);
        out.writePOJOProperty("values", change.after());
        out.writePOJOProperty("sensitive_values", mask(change.resource().sensitive()));
        out.writeEndObject();
    }

    private void writeConfiguration() {
        out.writeObjectPropertyStart("configuration");
        out.writeObjectPropertyStart("root_module");
        out.writeObjectPropertyStart("module_calls");
        for (int module = 0; module < MODULES; module++) {
            out.writeObjectPropertyStart("shop_" + module);
            out.writeStringProperty("source", "./shop");
            out.writeObjectPropertyStart("module");
            out.writeArrayPropertyStart("resources");
            LargeResource.ALL.forEach(this::writeBlock);
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Each resource refers to the one before it in the list. */
    private void writeBlock(LargeResource resource) {
        int before = Math.max(0, LargeResource.ALL.indexOf(resource) - 1);
        String target = LargeResource.ALL.get(before).address();
        out.writeStartObject();
        out.writeStringProperty("address", resource.address());
        out.writeStringProperty("mode", "managed");
        out.writeStringProperty("type", resource.type());
        out.writeStringProperty("name", "main");
        out.writeStringProperty("provider_config_key", "aws");
        out.writeObjectPropertyStart("expressions");
        out.writePOJOProperty(resource.changed(), Map.of("references", List.of(target + ".id", target)));
        out.writePOJOProperty("region", Map.of("constant_value", "eu-west-1"));
        out.writeEndObject();
        out.writeEndObject();
    }
}
