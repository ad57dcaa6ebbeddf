package dev.infrahub.standalone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A hundred secrets of ten kinds, and plans that hold them at marked and at unmarked places. */
final class PlantedPlans {

    static final int OF_EACH_KIND = 10;

    /** Planted like the secrets, and no secret. */
    static final String CANARY = "canary-in-a-coal-mine";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Random random = new Random();
    private final List<Planted> planted = new ArrayList<>();

    /** What is secret, and the value and attribute it is planted in. */
    private record Planted(String secret, String attribute, String value, boolean marked) {}

    PlantedPlans() {
        for (int i = 0; i < OF_EACH_KIND; i++) {
            add("pem", "-----BEGIN " + "PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----", random(64));
            add("secret_access_key", "%s", random(40));
            add("id", "AK" + "IA%s", upper(16));
            add("header", "gh" + "p_%s", random(36));
            add("setting", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=%s;", random(86) + "==");
            add("note", "ey" + "J" + random(20) + ".ey" + "J" + random(20) + ".%s", random(43));
            add("url", "postgres://app:%s@db.example.com/app", random(14));
            add("password", "%s", "pass-" + random(9));
            add(
                    "endpoint",
                    "https://hooks." + "slack.com/services/%s",
                    "T" + upper(8) + "/B" + upper(8) + "/" + random(24));
            String marked = "marked-" + random(9);
            planted.add(new Planted(marked, "anything", marked, true));
        }
    }

    private void add(String attribute, String value, String secret) {
        planted.add(new Planted(secret, attribute, value.formatted(secret), false));
    }

    List<String> secrets() {
        return planted.stream().map(Planted::secret).toList();
    }

    /** Every secret in a change of its own, at five kinds of places by turns; and a drifted and an output one. */
    String json() {
        ObjectNode plan = JSON.createObjectNode().put("format_version", "1.2").put("terraform_version", "1.11.4");
        ArrayNode changes = plan.putArray("resource_changes");
        ArrayNode drift = plan.putArray("resource_drift");
        ObjectNode outputs = plan.putObject("output_changes");
        for (int i = 0; i < planted.size(); i++) {
            changes.add(resource(i, planted.get(i), i % 5));
            drift.add(resource(i, planted.get(i), (i + 2) % 5));
            Planted secret = planted.get(i);
            ObjectNode output = outputs.putObject(secret.attribute() + i);
            output.putArray("actions").add("create");
            output.putNull("before").put("after", secret.value()).put("after_sensitive", secret.marked());
        }
        return JSON.writeValueAsString(plan);
    }

    private static ObjectNode resource(int number, Planted secret, int place) {
        ObjectNode resource = JSON.createObjectNode()
                .put("address", "terraform_data.r" + number)
                .put("mode", "managed")
                .put("type", "terraform_data")
                .put("name", "r" + number);
        ObjectNode change = resource.putObject("change");
        change.putArray("actions").add("update");
        ObjectNode before = change.putObject("before").put("canary", CANARY);
        ObjectNode after = change.putObject("after").put("canary", CANARY + "-after");
        plant(before, secret, place);
        plant(after, secret, (place + 1) % 5);
        if (secret.marked()) {
            change.putObject("before_sensitive")
                    .put("anything", true)
                    .put("input", true)
                    .put("tags", true)
                    .put("policy", true)
                    .put("user_data", true);
        }
        return resource;
    }

    private static void plant(ObjectNode side, Planted secret, int place) {
        switch (place) {
            case 0 -> side.put(secret.attribute(), secret.value());
            case 1 -> side.putObject("input").putArray("list").addObject().put(secret.attribute(), secret.value());
            case 2 -> side.putObject("tags").put(secret.attribute(), secret.value());
            case 3 ->
                side.put(
                        "policy",
                        JSON.writeValueAsString(JSON.createObjectNode().put(secret.attribute(), secret.value())));
            default ->
                side.put(
                        "user_data", base64("#!/bin/sh\nexport " + secret.attribute() + "='" + secret.value() + "'\n"));
        }
    }

    /** The unmarked ones: what is marked Terraform itself does not print. */
    String text() {
        StringBuilder text = new StringBuilder("Terraform will perform the following actions:\n\n");
        int number = 0;
        for (Planted secret : planted) {
            if (!secret.marked()) {
                text.append(block(number++, secret));
            }
        }
        return text.append("\nPlan: ")
                .append(number)
                .append(" to add, 0 to change, 0 to destroy.\n")
                .toString();
    }

    private static String block(int number, Planted secret) {
        String assignment = secret.value().contains("\n")
                ? secret.attribute() + " = <<-EOT\n            "
                        + secret.value().replace("\n", "\n            ") + "\n        EOT"
                : secret.attribute() + " = \"" + secret.value() + "\"";
        return """
                  # terraform_data.t%d will be created
                  + resource "terraform_data" "t%d" {
                      + canary = "%s"
                      + %s
                      + input = "%s"
                    }

                """.formatted(number, number, CANARY, assignment, base64(secret.attribute() + "=" + secret.value()));
    }

    static String envelope(String module, String planOutput) {
        return JSON.writeValueAsString(
                JSON.createObjectNode().put("module", module).put("planOutput", planOutput));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String random(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private String upper(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(26)));
        }
        return text.toString();
    }
}
