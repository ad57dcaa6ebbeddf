package dev.infrahub.secrets;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.HclReader;
import dev.infrahub.hcl.Item;
import dev.infrahub.hcl.Item.Attribute;
import dev.infrahub.hcl.Item.Block;
import dev.infrahub.json.Holding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A file in Terraform's language, by its structure. What a search of its text found by names alone is told again: a literal is a
 * value, and what points to one is none. What stands where only secrets do is found by that, however weak it looks.
 */
final class TerraformCode {

    private static final Set<String> OF_RESOURCES = Set.of("resource", "data", "ephemeral");
    private static final String RESOURCE = "resource";
    private static final String BACKEND = "backend";
    private static final String CLOUD = "cloud";
    private static final String PROVIDER = "provider";
    private static final String VARIABLE = "variable";
    private static final String OUTPUT = "output";
    private static final String TERRAFORM = "terraform";
    private static final String DYNAMIC = "dynamic";
    private static final String CONTENT = "content";
    private static final String SENSITIVE = "sensitive";
    private static final String EPHEMERAL = "ephemeral";
    private static final String UNCHECKED = "skip_credentials_validation";
    private static final int MOST_TYPES = 1000;

    /** Of a block that is read, one at a time: so much at most, and of a small one by its length. */
    private static final long MOST_BYTES = 40L << 20;

    private static final long BYTES_A_CHARACTER = 50;

    private final TerraformFile file;
    private final String text;
    private final FoundInText found;
    private final TerraformNames names = new TerraformNames();
    private final Map<String, TerraformPlace> places = new HashMap<>();

    private TerraformCode(TerraformFile file, String text, List<Finding> asText) {
        this.file = file;
        this.text = text;
        this.found = new FoundInText(text, asText);
    }

    /** @param asText what was found in it as in any text */
    static List<Finding> find(TerraformFile file, String text, List<Finding> asText) {
        if (!TerraformJson.isOne(text)) {
            return inCode(file, text, asText, HclReader::read);
        }
        String attribute = TerraformJson.asAttribute(text);
        int before = attribute.length() - text.length();
        List<Finding> found =
                inCode(file, attribute, moved(asText, before), (all, items) -> TerraformJson.read(file, all, items));
        return moved(found, -before);
    }

    private static List<Finding> moved(List<Finding> findings, int by) {
        return findings.stream()
                .map(finding -> new Finding(finding.ruleId(), finding.start() + by, finding.end() + by))
                .toList();
    }

    private static List<Finding> inCode(
            TerraformFile file, String text, List<Finding> asText, BiConsumer<String, Consumer<Item>> reader) {
        TerraformCode code = new TerraformCode(file, text, asText);
        Holding held = new Holding();
        held.grow(Math.min(MOST_BYTES, BYTES_A_CHARACTER * text.length()));
        reader.accept(text, code::top);
        held.end();
        return code.found.all();
    }

    private void top(Item item) {
        switch (item) {
            case Attribute attribute -> judge(attribute, atTop());
            case Block block -> top(block);
        }
    }

    private TerraformPlace atTop() {
        return switch (file) {
            case VARIABLES -> TerraformPlace.named(Rules.VARIABLES_FILE);
            case BACKEND -> TerraformPlace.of(Rules.BACKEND_SECRET, TerraformAttributes.ofAny(BACKEND));
            case CODE, OTHER, STATE, NONE -> TerraformPlace.named(Rules.NAMED);
        };
    }

    private void top(Block block) {
        String label = block.label(0).map(Item.Label::text).orElse("");
        if (OF_RESOURCES.contains(block.type()) && !label.isEmpty()) {
            body(block, ofResource(block, label));
        } else if (block.type().equals(PROVIDER) && !label.isEmpty()) {
            body(block, ofProvider(block, label));
        } else if (block.type().equals(BACKEND) && !label.isEmpty()) {
            body(block, TerraformPlace.of(Rules.BACKEND_SECRET, TerraformAttributes.of(BACKEND, label)));
        } else if (block.type().equals(VARIABLE) && !label.isEmpty()) {
            variable(block, block.labels().getFirst());
        } else if (block.type().equals(OUTPUT) && !label.isEmpty()) {
            output(block, block.labels().getFirst());
        } else {
            body(block, TerraformPlace.named(Rules.NAMED));
        }
    }

    private TerraformPlace ofResource(Block block, String type) {
        TerraformPlace known = places.get(type);
        if (known != null) {
            return known;
        }
        List<SecretArguments.Row> rows = SecretArguments.of(type).rows();
        TerraformPlace place = ofResource(block, type, rows);
        if (places.size() < MOST_TYPES
                && rows.stream().allMatch(row -> row.unless().words().isEmpty())) {
            places.put(type, place);
        }
        return place;
    }

    private TerraformPlace ofResource(Block block, String type, List<SecretArguments.Row> rows) {
        return TerraformPlace.of(Rules.SENSITIVE_ATTRIBUTE, TerraformAttributes.of(RESOURCE, type))
                .or(rows.stream()
                        .filter(row -> !isUnless(block, row.unless()))
                        .map(row -> String.join(".", row.path()))
                        .toList())
                .namedBy(Rules.NAMED);
    }

    /** Whether the other argument is there, and says nothing else. */
    private boolean isUnless(Block block, SecretArguments.Unless unless) {
        return block.attribute(unless.argument())
                .filter(other -> unless.words().contains(plain(other.value())))
                .isPresent();
    }

    /** What stands in for a service, on one's own machine, takes words for credentials. */
    private TerraformPlace ofProvider(Block block, String type) {
        TerraformPlace place = TerraformPlace.of(Rules.PROVIDER_SECRET, TerraformAttributes.of(PROVIDER, type));
        return isTrue(block, UNCHECKED) ? place.withoutWords() : place;
    }

    private void body(Block block, TerraformPlace place) {
        for (Item item : block.items()) {
            switch (item) {
                case Attribute attribute -> judge(attribute, place);
                case Block inner -> {
                    boolean isOfCloud =
                            block.type().equals(TERRAFORM) && inner.type().equals(CLOUD);
                    if (isOfCloud) {
                        body(inner, TerraformPlace.of(Rules.BACKEND_SECRET, TerraformAttributes.of(BACKEND, CLOUD)));
                    } else if (isTop(inner)) {
                        top(inner);
                    } else if (inner.type().equals(DYNAMIC) && !inner.labels().isEmpty()) {
                        dynamic(inner, place.below(inner.labels().getFirst().text()));
                    } else {
                        body(inner, place.below(inner.type()));
                    }
                }
            }
        }
    }

    /** Also within another, which then has no end. */
    private static boolean isTop(Block inner) {
        int labels = inner.labels().size();
        return (labels == 2 && OF_RESOURCES.contains(inner.type()))
                || (labels == 1 && Set.of(PROVIDER, BACKEND, VARIABLE, OUTPUT).contains(inner.type()));
    }

    private void dynamic(Block block, TerraformPlace place) {
        for (Item item : block.items()) {
            switch (item) {
                case Attribute attribute -> judge(attribute, TerraformPlace.named(Rules.NAMED));
                case Block inner ->
                    body(inner, inner.type().equals(CONTENT) ? place : TerraformPlace.named(Rules.NAMED));
            }
        }
    }

    private void judge(Attribute attribute, TerraformPlace place) {
        TerraformName name = names.of(attribute.name());
        new TerraformValue(text, found, names)
                .judge(
                        attribute.value(),
                        file == TerraformFile.VARIABLES ? name.given() : name,
                        place.below(attribute.name()));
    }

    private void variable(Block block, Item.Label name) {
        boolean isMarked = isTrue(block, SENSITIVE) || isTrue(block, EPHEMERAL);
        int before = found.count();
        boolean holdsSecret = false;
        for (Item item : block.items()) {
            switch (item) {
                case Attribute attribute
                when attribute.name().equals("default") -> {
                    TerraformName own = names.of(name.text());
                    new TerraformValue(text, found, names)
                            .judge(
                                    attribute.value(),
                                    isMarked ? own.orToken() : own,
                                    TerraformPlace.named(Rules.VARIABLE_DEFAULT));
                    holdsSecret |= found.isAny(
                            attribute.value().start(), attribute.value().end());
                }
                case Attribute attribute -> judge(attribute, TerraformPlace.named(Rules.NAMED));
                case Block inner -> body(inner, TerraformPlace.named(Rules.NAMED));
            }
        }
        boolean isKept = isMarked || holdsSecret || found.count() > before;
        if (file == TerraformFile.CODE && !isKept && TerraformAdvice.isForSecret(block, name.text())) {
            found.add(Rules.VARIABLE_NOT_SENSITIVE, name.start(), name.end());
        }
    }

    private void output(Block block, Item.Label name) {
        body(block, TerraformPlace.named(Rules.NAMED));
        boolean isMarked = isTrue(block, SENSITIVE) || isTrue(block, EPHEMERAL);
        if (file == TerraformFile.CODE && !isMarked && TerraformAdvice.isOfSecret(block, name.text())) {
            found.add(Rules.OUTPUT_NOT_SENSITIVE, name.start(), name.end());
        }
    }

    private boolean isTrue(Block block, String name) {
        return block.attribute(name)
                .filter(attribute -> plain(attribute.value()).equals("true"))
                .isPresent();
    }

    /** A word, a number, or a plain text; empty of all else. */
    private String plain(Expression value) {
        return switch (value) {
            case Expression.Constant constant -> constant.written();
            case Expression.Template template -> TerraformValue.literal(template, text);
            default -> "";
        };
    }
}
