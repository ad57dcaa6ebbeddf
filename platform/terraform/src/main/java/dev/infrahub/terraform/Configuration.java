package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** A plan's {@code configuration}, read member by member and reduced to names, references and digests. */
record Configuration(ModuleBlock root, Map<String, Provider> providers, UnknownMembers unknown) {

    static final Configuration EMPTY = new Configuration(ModuleBlock.EMPTY, Map.of(), new UnknownMembers());

    /**
     * A configured provider.
     *
     * @param source as far as the plan says: old formats do not
     * @param module the address of the module it is configured in; empty for the root module
     */
    record Provider(
            String name,
            String source,
            String alias,
            String module,
            Map<String, Expression> settings,
            UnknownMembers unknown) {}

    /** Of the {@code configuration} member that the parser stands on. */
    static Configuration read(JsonParser parser) {
        return read(parser, ModuleBlock.Reader.OF_NAMES);
    }

    /** The same with digests of what takes part in applying the plan. */
    static Configuration read(JsonParser parser, ModuleBlock.Reader reader) {
        Map<String, ModuleBlock> root = new LinkedHashMap<>();
        Map<String, Provider> providers = new LinkedHashMap<>();
        UnknownMembers unknown = new UnknownMembers();
        ModuleBlock.eachMember(parser, (name, at) -> {
            switch (name) {
                case "root_module" -> root.put(name, reader.read(at));
                case "provider_config" ->
                    ModuleBlock.eachMember(
                            at, (key, in) -> providers.put(key, provider(JsonValues.readToReduce(in), reader)));
                default -> ModuleBlock.unknownMember(Known.CONFIGURATION, name, at, unknown);
            }
        });
        return new Configuration(root.getOrDefault("root_module", ModuleBlock.EMPTY), providers, unknown);
    }

    private static Provider provider(Value block, ModuleBlock.Reader reader) {
        return new Provider(
                ModuleBlock.text(block, "name"),
                ModuleBlock.text(block, "full_name"),
                ModuleBlock.text(block, "alias"),
                ModuleBlock.text(block, "module_address"),
                reader.expressions(block.at("expressions")),
                Known.PROVIDER.unknownIn(block));
    }

    /** Writes the {@code configuration} member's value, in Terraform's own format. */
    void write(JsonGenerator out) {
        out.writeStartObject();
        ModuleBlock.writeMembers("provider_config", providers, Configuration::writeProvider, out);
        out.writeName("root_module");
        root.write(out);
        unknown.write(out);
        out.writeEndObject();
    }

    private static void writeProvider(Provider provider, JsonGenerator out) {
        out.writeStartObject();
        writeUnlessEmpty("name", provider.name, out);
        writeUnlessEmpty("full_name", provider.source, out);
        writeUnlessEmpty("alias", provider.alias, out);
        writeUnlessEmpty("module_address", provider.module, out);
        ModuleBlock.writeMembers("expressions", provider.settings, Expression::write, out);
        provider.unknown.write(out);
        out.writeEndObject();
    }

    private static void writeUnlessEmpty(String name, String text, JsonGenerator out) {
        if (!text.isEmpty()) {
            out.writeStringProperty(name, text);
        }
    }
}
