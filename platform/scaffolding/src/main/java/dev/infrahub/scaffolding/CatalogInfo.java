package dev.infrahub.scaffolding;

/** The {@code catalog-info.yaml} of a module: what Backstage is told of it. */
final class CatalogInfo {

    /** Whose a component is that nobody owns; Backstage asks for somebody. */
    static final String NOBODY = "unknown";

    private CatalogInfo() {}

    static String of(ModuleName name, ModuleRequest request, GoldenPath path) {
        return """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: %s
                  description: %s
                  annotations:
                    infrahub.dev/client: %s
                    infrahub.dev/golden-path: %s
                  tags:
                    - terraform
                    - %s
                spec:
                  type: terraform-module
                  lifecycle: experimental
                  owner: %s
                  system: infrastructure
                """.formatted(
                        name.text(),
                        quoted(OneLine.of(request.description())),
                        quoted(request.client()),
                        quoted(path.id()),
                        path.cloud().text(),
                        quoted(request.owner().orElse(NOBODY)));
    }

    /** In double quotes, where a backslash is the only way out. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point < ' ' || point == 0x7f) {
                quoted.append("\\x%02x".formatted(point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }
}
