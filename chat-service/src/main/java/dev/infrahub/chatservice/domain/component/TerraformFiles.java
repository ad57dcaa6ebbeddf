package dev.infrahub.chatservice.domain.component;

import dev.infrahub.hcl.Expression;
import dev.infrahub.hcl.HclReader;
import dev.infrahub.hcl.Item;
import java.util.Optional;

/** What a file of Terraform's language needs: providers and modules, by their sources. */
final class TerraformFiles {

    private static final String SOURCE = "source";

    private TerraformFiles() {}

    static void read(SourceFile file, Found found) {
        found.tag("terraform");
        found.kind("a Terraform module");
        var _ = HclReader.read(file.content(), item -> {
            if (item instanceof Item.Block block) {
                read(block, file.content(), found);
            }
        });
    }

    private static void read(Item.Block block, String text, Found found) {
        switch (block.type()) {
            case "terraform" ->
                block.items().stream()
                        .filter(Item.Block.class::isInstance)
                        .map(Item.Block.class::cast)
                        .filter(inner -> inner.type().equals("required_providers"))
                        .flatMap(inner -> inner.items().stream())
                        .filter(Item.Attribute.class::isInstance)
                        .map(Item.Attribute.class::cast)
                        .forEach(provider -> provider(provider, text, found));
            case "module" ->
                block.attribute(SOURCE)
                        .flatMap(source -> literal(source.value(), text))
                        .filter(source -> !source.startsWith("."))
                        .ifPresent(found::dependency);
            case "resource", "data" ->
                block.label(0)
                        .map(Item.Label::text)
                        .map(TerraformFiles::provider)
                        .ifPresent(found::tag);
            default -> {
                // says nothing of what it needs
            }
        }
    }

    /** {@code aws = { source = "hashicorp/aws" }}. */
    private static void provider(Item.Attribute provider, String text, Found found) {
        found.tag(provider.name());
        Optional<String> source = provider.value() instanceof Expression.Members members
                ? members.members().stream()
                        .filter(member -> member.name().equals(SOURCE))
                        .findFirst()
                        .flatMap(member -> literal(member.value(), text))
                : Optional.empty();
        found.dependency(source.orElse(provider.name()));
    }

    private static String provider(String type) {
        int end = type.indexOf('_');
        return end < 0 ? type : type.substring(0, end);
    }

    private static Optional<String> literal(Expression value, String text) {
        return value instanceof Expression.Template template && template.isLiteral()
                ? template.parts().stream()
                        .map(part -> text.substring(part.start(), part.end()))
                        .reduce(String::concat)
                : Optional.empty();
    }
}
