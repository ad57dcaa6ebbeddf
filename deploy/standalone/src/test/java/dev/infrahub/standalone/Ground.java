package dev.infrahub.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Where secrets are planted: every string and every name of a plan that its author chooses. */
enum Ground {
    JSON {
        @Override
        String planted(Places places) {
            JsonNode plan = MAPPER.readTree(PLAN);
            return MAPPER.writeValueAsString(replaced("", plan, places));
        }
    },
    LOG {
        @Override
        String planted(Places places) {
            return "2026-01-01T00:00:00Z terraform show -json # " + oneLine(places.at("line before")) + "\n"
                    + JSON.planted(places) + "\n2026-01-01T00:00:09Z done: " + oneLine(places.at("line behind")) + "\n";
        }
    },
    TEXT {
        @Override
        String planted(Places places) {
            StringBuilder text = new StringBuilder();
            for (String line : PRINTED.split("\n", -1)) {
                text.append(placed(line, places)).append('\n');
            }
            return text.toString();
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    /** A place is {@code @}; inside brackets and in printed text Terraform escapes what stands there. */
    private static final String PLAN = """
        {"format_version": "1.2", "terraform_version": "1.11.4", "errored": false, "new member @": "@",
         "variables": {"v": {"value": "@"}, "@": {"value": "x"}},
         "planned_values": {"outputs": {"@": {"value": "@"}}}, "prior_state": {"values": {"x": "@"}},
         "resource_changes": [
           {"address": "module.m[\\"@\\"].aws_thing.b[\\"@\\"]", "previous_address": "aws_thing.c[\\"@\\"]",
            "module_address": "module.m[\\"@\\"]", "mode": "managed", "type": "aws_thing", "name": "@", "index": "@",
            "provider_name": "example.com/@/aws", "deposed": "@", "action_reason": "@", "new member @": "@",
            "change": {"actions": ["update"], "replace_paths": [["map", "@"], ["@"]], "importing": {"id": "@"},
              "before": {"text": "@", "map": {"@": "one", "tag": "@"}, "list": ["@", {"inner": "@"}], "attribute @": "x"},
              "after": {"text": "@", "map": {"@": "two", "tag": "@"}, "list": ["@", {"inner": "@", "@": true}],
                "environment": [{"name": "X", "value": "@"}]},
              "after_unknown": {"other": {"@": true}}, "before_sensitive": {"map": {"@": false}},
              "after_sensitive": {"list": [false, {"@": false}]}, "generated_config": "@", "new member @": "@",
              "before_identity": {"id": "@"}, "after_identity": {"@": "@"}}},
           {"address": "@", "type": "@", "name": "b", "mode": "@", "change": {"actions": ["create"], "before": null,
             "after": {"x": "@"}}}],
         "resource_drift": [{"address": "a.drift[\\"@\\"]", "type": "a", "name": "@", "change": {"actions": ["update"],
            "before": {"d": "@"}, "after": {"d": "@", "m": {"@": 1}}}}],
         "deferred_changes": [{"reason": "@", "resource_change": {"address": "a.later[\\"@\\"]", "type": "a", "name": "later",
            "change": {"actions": ["create"], "before": null, "after": {"l": "@"}}}}],
         "output_changes": {"out": {"actions": ["create"], "before": null, "after": {"o": "@", "@": 1}},
            "output @": {"actions": ["create"], "before": null, "after": "@"}},
         "action_invocations": [{"address": "action.a.b[\\"@\\"]", "type": "@", "name": "@", "provider_name": "@",
            "config_values": {"c": "@"}, "lifecycle_action_trigger": {"triggering_resource_address": "@"}}],
         "deferred_action_invocations": [{"reason": "@", "action_invocation": {"address": "action.a.c[\\"@\\"]", "type": "a",
            "name": "@", "provider_name": "@"}}],
         "checks": [{"address": {"kind": "@", "module": "@", "mode": "managed", "type": "@", "name": "@",
            "to_display": "check.n[\\"@\\"]", "instance_key": "@"}, "status": "fail",
            "instances": [{"address": {"to_display": "@"}, "problems": [{"message": "@"}]}]}],
         "relevant_attributes": [{"resource": "@", "attribute": ["@", "@"]}],
         "configuration": {"provider_config": {"provider @": {"name": "@", "full_name": "@",
             "alias": "@", "version_constraint": "@", "module_address": "@",
             "expressions": {"region": {"references": ["var. @"]}, "zone": {"constant_value": "@"}, "@": {}}}},
           "root_module": {"variables": {"@": {"default": "@"}},
             "outputs": {"@": {"expression": {"references": ["a. @", "a. @"]}, "depends_on": ["a. @"]}},
             "actions": [{"address": "@", "type": "a", "name": "@", "provider_config_key": "@"}],
             "resources": [{"address": "@", "mode": "managed", "type": "@", "name": "@",
               "provider_config_key": "@", "schema_version": 1, "new member @": "@",
               "provisioners": [{"type": "@", "expressions": {"@": {"references": ["var. @"]}}}],
               "expressions": {"@": {"references": ["var. @"]}, "made @": {}, "code": {"constant_value": "@"}},
               "for_each_expression": {"references": ["var. @"]}, "depends_on": ["a. @"]}],
             "module_calls": {"@": {"source": "@", "expressions": {"@": {"references": ["a. @"]}},
               "depends_on": ["a. @"], "module": {"resources": [{"address": "@", "mode": "managed",
                 "type": "@", "name": "@", "provider_config_key": "@"}]}}}}}}
        """;

    private static final String PRINTED = """
        Acquiring state lock: @
        Terraform will perform the following actions:

          # aws_thing.a["@"] will be updated in-place
          # (moved from aws_thing.b["@"])
          ~ resource "aws_thing" "a" {
              ~ text  = "@" -> "@"
              ~ map   = {
                  + "@" = "@"
                }
              ~ list  = [
                  + "@",
                ]
              ~ doc   = <<-EOT
                    @
                EOT
                # (3 unchanged attributes hidden)
            }

          # module.m["@"].aws_thing.c will be destroyed
          # (because key ["@"] is not in for_each map)
          - resource "aws_thing" "c" {
              - text = "@" -> null
            }

        Plan: 0 to add, 1 to change, 1 to destroy.

        Changes to Outputs:
          + out = "@"

        Warning: @

        2026-01-01T00:00:00Z note: @\
        """;

    /** Says what to plant where. */
    @FunctionalInterface
    interface Places {
        String at(String place);
    }

    /** A document with something planted at each place. */
    abstract String planted(Places places);

    private static JsonNode replaced(String path, JsonNode node, Places places) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = MAPPER.createObjectNode();
                object.properties().forEach(member -> {
                    String below = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                    String name = filled(below + " as name", member.getKey(), places);
                    copy.set(name, replaced(below, member.getValue(), places));
                });
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = MAPPER.createArrayNode();
                int index = 0;
                for (JsonNode item : array) {
                    copy.add(replaced(path + "[" + index++ + "]", item, places));
                }
                yield copy;
            }
            case StringNode text -> StringNode.valueOf(filled(path, text.stringValue(), places));
            default -> node;
        };
    }

    private static String filled(String place, String text, Places places) {
        int at = text.indexOf('@');
        if (at < 0) {
            return text;
        }
        boolean isKey = text.startsWith("[\"", at - 2);
        String planted = places.at(place);
        return text.substring(0, at)
                + (isKey ? escaped(planted) : planted)
                + filled(place + ", next", text.substring(at + 1), places);
    }

    private static String placed(String line, Places places) {
        int at = line.indexOf('@');
        if (at < 0) {
            return line;
        }
        String place = line.strip() + (line.lastIndexOf('@') > at ? " (first)" : "");
        String planted = places.at(place);
        boolean isQuoted = at > 0 && line.charAt(at - 1) == '"';
        UnaryOperator<String> printing =
                isQuoted ? Ground::escaped : line.strip().equals("@") ? indented(at) : Ground::oneLine;
        return line.substring(0, at) + printing.apply(planted) + placed(line.substring(at + 1), places);
    }

    private static UnaryOperator<String> indented(int by) {
        return text -> text.replace("\n", "\n" + " ".repeat(by));
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** The places there are. */
    List<String> places() {
        List<String> all = new ArrayList<>();
        planted(place -> {
            all.add(place);
            return "x" + all.size();
        });
        return all;
    }
}
