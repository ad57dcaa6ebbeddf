package dev.infrahub.scaffolding;

import dev.infrahub.scaffolding.ModuleInterface.Input;
import dev.infrahub.scaffolding.ModuleInterface.Output;
import dev.infrahub.scaffolding.ModuleInterface.Resource;
import java.util.List;

/** The README of a module: what it is, how it is used, and its interface in the layout of terraform-docs, from its code. */
final class Readme {

    private final StringBuilder text = new StringBuilder();

    private Readme() {}

    static String of(ModuleName name, String description, GoldenPath path) {
        ModuleInterface told = ModuleInterface.of(path.files());
        Readme readme = new Readme();
        readme.line("# " + name.text());
        readme.line("");
        readme.line(Markdown.escaped(description));
        readme.line("");
        readme.line("Made from the golden path `" + path.id() + "`: " + path.title() + ".");
        readme.line("");
        readme.line("## Usage");
        readme.line("");
        readme.line("```hcl");
        readme.text.append(path.file("examples/basic/main.tf"));
        readme.line("```");
        readme.line("");
        readme.line("<!-- BEGIN_TF_DOCS -->");
        readme.requirements(told);
        readme.providers(told.providers());
        readme.section("Modules");
        readme.line("No modules.");
        readme.line("");
        readme.resources(told);
        readme.inputs(told.inputs());
        readme.outputs(told.outputs());
        readme.line("<!-- END_TF_DOCS -->");
        readme.line("");
        readme.line("## Tests");
        readme.line("");
        readme.line(
                "`terraform init && terraform test` plans it with a provider that is made up: no account is needed.");
        return readme.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void section(String title) {
        line("## " + title);
        line("");
    }

    private static String anchored(String kind, String name) {
        return "<a name=\"%s_%s\"></a> [%s](#%s\\_%s)"
                .formatted(kind, name, Markdown.name(name), kind, Markdown.name(name));
    }

    private void requirements(ModuleInterface told) {
        section("Requirements");
        line("| Name | Version |");
        line("|------|---------|");
        line("| " + anchored("requirement", "terraform") + " | " + told.terraform() + " |");
        told.providers()
                .forEach(provider ->
                        line("| " + anchored("requirement", provider.name()) + " | " + provider.version() + " |"));
        line("");
    }

    private void providers(List<ModuleInterface.Provider> providers) {
        section("Providers");
        line("| Name | Version |");
        line("|------|---------|");
        providers.forEach(
                provider -> line("| " + anchored("provider", provider.name()) + " | " + provider.version() + " |"));
        line("");
    }

    private void resources(ModuleInterface told) {
        section("Resources");
        line("| Name | Type |");
        line("|------|------|");
        told.resources()
                .forEach(resource -> line("| [%s](%s) | %s |"
                        .formatted(
                                resource.address(),
                                address(resource, told.providers()),
                                resource.isData() ? "data source" : "resource")));
        line("");
    }

    private static String address(Resource resource, List<ModuleInterface.Provider> providers) {
        int underscore = resource.type().indexOf('_');
        String provider = resource.type().substring(0, underscore);
        String source = providers.stream()
                .filter(one -> one.name().equals(provider))
                .map(ModuleInterface.Provider::source)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider has " + resource.type()));
        return "https://registry.terraform.io/providers/%s/latest/docs/%s/%s"
                .formatted(
                        source,
                        resource.isData() ? "data-sources" : "resources",
                        resource.type().substring(underscore + 1));
    }

    private void inputs(List<Input> inputs) {
        section("Inputs");
        line("| Name | Description | Type | Default | Required |");
        line("|------|-------------|------|---------|:--------:|");
        inputs.forEach(input -> line("| %s | %s | `%s` | %s | %s |"
                .formatted(
                        anchored("input", input.name()),
                        Markdown.cell(input.description()),
                        input.type(),
                        input.defaultValue().map(value -> "`" + value + "`").orElse("n/a"),
                        input.defaultValue().isPresent() ? "no" : "yes")));
        line("");
    }

    private void outputs(List<Output> outputs) {
        section("Outputs");
        line("| Name | Description |");
        line("|------|-------------|");
        outputs.forEach(output ->
                line("| " + anchored("output", output.name()) + " | " + Markdown.cell(output.description()) + " |"));
    }
}
