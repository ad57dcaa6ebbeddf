package dev.infrahub.standalone;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tells a secret by where it stands in a value: below, beside or behind something, or as what is no placeholder any more. */
enum Structure {
    OPTION_AND_ARGUMENT("{'command': ['redis-server', '--requirepass', '@']}"),
    USER_AND_PASSWORD("{'args': ['-u', 'app:@']}"),
    COMMAND_OF_A_SHELL("{'command': ['sh', '-c', 'mysql -u root -p@ shop']}"),
    ITEMS_OF_A_COMMAND("{'command': ['mysql', '-u', 'root', '-p@']}"),
    COMMAND_AND_ARGUMENTS("{'command': ['mysql'], 'args': ['-u', 'root', '-p@']}"),
    ARGUMENTS_AND_COMMAND("{'args': ['-p@', 'shop'], 'command': 'mysql'}"),
    ENTRY_POINT("{'entry_point': ['sshpass'], 'command': ['-p', '@', 'ssh', 'db']}"),
    LIST_OF_LISTS("{'runcmd': [['redis-server', '--requirepass', '@'], ['true']]}"),
    NAME_THEN_ITEM("{'environment': ['DB_PASSWORD', '@']}"),
    LINES_OF_A_FILE("{'lines': ['machine db.example.com login app', 'password @']}"),
    ITEM_OF_PASSWORDS("{'passwords': ['@']}"),
    ITEM_OF_TOKENS("{'api_tokens': ['@']}"),
    MEMBER_OF_A_PASSWORD("{'password': {'value': '@'}}"),
    BLOCK_OF_A_PASSWORD("{'password': [{'word': '@'}]}"),
    DEEP_IN_A_PASSWORD("{'password': {'a': [{'b': {'c': '@'}}]}}"),
    MEMBER_OF_SECRETS("{'secrets': {'a': '@'}}"),
    BLOCK_OF_CREDENTIALS("{'credentials': [{'user': 'app', 'word': '@'}]}"),
    SENSITIVE_SETTING("{'set_sensitive': [{'name': 'a', 'value': '@'}]}"),
    NAME_AND_VALUE("{'environment': [{'name': 'DB_PASSWORD', 'value': '@'}]}"),
    VALUE_AND_NAME("{'environment': [{'value': '@', 'name': 'DB_PASSWORD'}]}"),
    NAME_AND_VALUES("{'environment': [{'name': 'DB_PASSWORD', 'values': ['@']}]}"),
    KEY_AND_VALUE("{'parameters': [{'ParameterKey': 'DbPassword', 'ParameterValue': '@'}]}"),
    OPTION_OF_A_SETTING("{'setting': [{'option_name': 'MasterUserPassword', 'option_value': '@'}]}"),
    PLAINTEXT("{'secret_name': 'A', 'plaintext_value': '@'}"),
    WRITE_ONLY("{'password_wo': '@', 'password_wo_version': 1}"),
    HEADER("{'headers': {'Authorization': 'Basic @'}}"),
    KUBERNETES_DATA("{'manifest': {'apiVersion': 'v1', 'data': {'name': '@'}, 'kind': 'Secret'}}"),
    KUBERNETES_STRING_DATA("{'manifest': {'kind': 'Secret', 'metadata': {'name': 'a'}, 'stringData': {'a': '@'}}}"),
    DOCKER_CONFIG("{'auths': {'registry.example.com': {'auth': '@'}}}"),
    LIKE_A_VARIABLE("{'password': '$@'}"),
    LIKE_AN_EXPRESSION("{'password': 'var.@'}"),
    LIKE_DATA("{'password': 'data.x.y.@'}"),
    LIKE_A_TEMPLATE("{'password': '${@}'}"),
    LIKE_A_PLACEHOLDER("{'password': '<@>'}"),
    LIKE_A_MASK("{'password': '***@'}"),
    LIKE_AN_ARN("{'password': 'arn:aws:@'}"),
    LIKE_A_VAULT("{'password': 'vault:@'}");

    private static final JsonMapper JSON = new JsonMapper();

    private final String template;

    Structure(String template) {
        this.template = template.replace('\'', '"');
    }

    /** An object with the secret in it; other texts of it are as they are. */
    JsonNode around(String secret) {
        return JSON.readTree(template.replace("@", secret));
    }

    /** The same as Terraform prints it, each text changed by this where it holds the secret. */
    String printed(String secret, char sign, UnaryOperator<String> text) {
        StringBuilder out = new StringBuilder();
        around(secret)
                .properties()
                .forEach(member -> print(member.getKey() + " = ", member.getValue(), sign, 6, text, out));
        return out.toString();
    }

    private static void print(
            String name, JsonNode value, char sign, int indent, UnaryOperator<String> text, StringBuilder out) {
        String start = " ".repeat(indent) + sign + " " + name;
        String end = name.isEmpty() ? ",\n" : "\n";
        if (value.isObject()) {
            out.append(start).append("{\n");
            value.properties()
                    .forEach(member -> print(member.getKey() + " = ", member.getValue(), sign, indent + 4, text, out));
            out.append(" ".repeat(indent)).append("  }").append(end);
        } else if (value.isArray()) {
            out.append(start).append("[\n");
            value.forEach(item -> print("", item, sign, indent + 4, text, out));
            out.append(" ".repeat(indent)).append("  ]").append(end);
        } else {
            String quoted = value.toString().replace("${", "$${");
            // an item that goes is not said to become nothing
            String printed = text.apply(quoted);
            out.append(start)
                    .append(name.isEmpty() ? printed.replace(" -> null", "") : printed)
                    .append(end);
        }
    }
}
