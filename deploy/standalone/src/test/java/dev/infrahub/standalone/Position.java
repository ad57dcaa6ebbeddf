package dev.infrahub.standalone;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where the values of a change stand in a plan. */
enum Position {
    BEFORE(Ground.JSON) {
        @Override
        String document(Structure structure, String secret) {
            return plan("resource_changes", "update", structure.around(secret), object());
        }
    },
    AFTER(Ground.JSON) {
        @Override
        String document(Structure structure, String secret) {
            return plan("resource_changes", "update", object(), structure.around(secret));
        }
    },
    AFTER_IN_A_LOG(Ground.LOG) {
        @Override
        String document(Structure structure, String secret) {
            return "2026-01-01T00:00:00Z terraform show -json\n" + AFTER.document(structure, secret) + "\ndone\n";
        }
    },
    DRIFT(Ground.JSON) {
        @Override
        String document(Structure structure, String secret) {
            return plan("resource_drift", "update", structure.around(secret), structure.around(secret));
        }
    },
    OUTPUT(Ground.JSON) {
        @Override
        String document(Structure structure, String secret) {
            ObjectNode plan = plan();
            change(plan.putObject("output_changes").putObject("out"), "create", null, structure.around(secret));
            return plan.toString();
        }
    },
    IN_A_BLOCK(Ground.JSON) {
        @Override
        String document(Structure structure, String secret) {
            ObjectNode block = object();
            block.putArray("container").addObject().putArray("item").add(structure.around(secret));
            return plan("resource_changes", "create", null, block);
        }
    },
    AS_JSON(Ground.JSON) {
        @Override
        String document(Structure structure, String secret) {
            ObjectNode text = object().put("text", structure.around(secret).toPrettyString());
            return plan("resource_changes", "create", null, text);
        }
    },
    AS_JSON_IN_BASE64(Ground.JSON) {
        @Override
        String document(Structure structure, String secret) {
            byte[] json = structure.around(secret).toString().getBytes(StandardCharsets.UTF_8);
            return plan(
                    "resource_changes",
                    "create",
                    null,
                    object().put("text", Base64.getEncoder().encodeToString(json)));
        }
    },
    ADDED(Ground.TEXT) {
        @Override
        String document(Structure structure, String secret) {
            return printed(structure.printed(secret, '+', text -> text));
        }
    },
    REMOVED(Ground.TEXT) {
        @Override
        String document(Structure structure, String secret) {
            return printed(structure.printed(secret, '-', text -> text + " -> null"));
        }
    },
    OLD_SIDE(Ground.TEXT) {
        @Override
        String document(Structure structure, String secret) {
            return printed(structure.printed(secret, '~', text -> text.contains(secret) ? text + " -> \"x1\"" : text));
        }
    },
    NEW_SIDE(Ground.TEXT) {
        @Override
        String document(Structure structure, String secret) {
            return printed(structure.printed(
                    secret, '~', text -> text.contains(secret) ? "\"x1\" -> " + text + " # forces replacement" : text));
        }
    },
    NEW_SIDE_OF_WHAT_WAS_MARKED(Ground.TEXT) {
        @Override
        String document(Structure structure, String secret) {
            return printed(structure.printed(
                    secret, '~', text -> text.contains(secret) ? "(sensitive value) -> " + text : text));
        }
    },
    PRINTED_OUTPUT(Ground.TEXT) {
        @Override
        String document(Structure structure, String secret) {
            return "Changes to Outputs:\n  + out = {\n" + structure.printed(secret, '+', text -> text) + "    }\n";
        }
    };

    private static final JsonMapper JSON = new JsonMapper();

    private final Ground ground;

    Position(Ground ground) {
        this.ground = ground;
    }

    Ground ground() {
        return ground;
    }

    /** A plan with this there. */
    abstract String document(Structure structure, String secret);

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static ObjectNode plan() {
        ObjectNode plan = object().put("format_version", "1.2").put("terraform_version", "1.11.4");
        plan.putArray("resource_changes");
        return plan;
    }

    private static String plan(String list, String action, @Nullable JsonNode before, JsonNode after) {
        ObjectNode plan = plan();
        ObjectNode entry = plan.putArray(list).addObject();
        entry.put("address", "a.b").put("mode", "managed").put("type", "a").put("name", "b");
        change(entry.putObject("change"), action, before, after);
        return plan.toString();
    }

    private static void change(ObjectNode change, String action, @Nullable JsonNode before, JsonNode after) {
        change.putArray("actions").add(action);
        change.set("before", before == null ? JSON.nullNode() : before);
        change.set("after", after);
    }

    private static String printed(String attributes) {
        return """
                Terraform will perform the following actions:

                  # a.b will be updated in-place
                  ~ resource "a" "b" {
                %s    }

                Plan: 0 to add, 1 to change, 0 to destroy.
                """.formatted(attributes);
    }
}
