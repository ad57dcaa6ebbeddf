package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a configuration takes part when a plan is applied: the providers that its changes run under, and the provisioners of
 * what is created or destroyed. References are followed through variables and module calls to the root's variables; further
 * the plan's JSON does not go.
 */
final class Execution {

    /** Of what cannot be followed, more are not told. */
    private static final int MOST_TOLD = 5;

    private static final Block NOWHERE = new Block(new Scope("", ModuleBlock.EMPTY, null, ""), "", List.of());

    private final Configuration configuration;
    private final Map<String, String> variables;
    private final Optional<FingerprintKey.Digester> digester;
    private final Map<String, Block> blocks = new HashMap<>();
    private final Map<String, Followed> followed = new HashMap<>();
    private final Set<String> provisioned = new LinkedHashSet<>();
    private final Set<String> providers = new LinkedHashSet<>();

    /** A module where it stands, so that its variables can be followed to where they are set. */
    private record Scope(
            String path, ModuleBlock module, @Nullable Scope parent, String call) {}

    /** A resource or action block. */
    private record Block(Scope scope, String providerKey, List<ModuleBlock.Provisioner> provisioners) {}

    /** What an expression comes to, as far as that can be told. */
    private record Followed(String digest, NavigableSet<String> lost) {}

    /**
     * A provider's settings, or a provisioner's arguments.
     *
     * @param digests by argument; of a value that nobody asked the digest of it is empty
     * @param lost by argument what it refers to and cannot be followed
     * @param told by argument what it refers to, where its text is not in the plan's JSON
     */
    record Part(
            String subject,
            NavigableMap<String, String> digests,
            NavigableMap<String, NavigableSet<String>> lost,
            NavigableMap<String, List<String>> told) {}

    private Execution(
            Configuration configuration, Map<String, String> variables, Optional<FingerprintKey.Digester> digester) {
        this.configuration = configuration;
        this.variables = variables;
        this.digester = digester;
        add(new Scope("", configuration.root(), null, ""));
    }

    /** For readers, who want to know names. */
    static Execution of(Configuration configuration) {
        return new Execution(configuration, Map.of(), Optional.empty());
    }

    /** For the fingerprint, with the digests of the root's variables. */
    static Execution of(Configuration configuration, Map<String, String> variables, FingerprintKey.Digester digester) {
        return new Execution(configuration, variables, Optional.of(digester));
    }

    private void add(Scope scope) {
        scope.module
                .resources()
                .forEach(resource -> blocks.put(
                        scope.path + resource.address(),
                        new Block(scope, resource.providerKey(), resource.provisioners())));
        scope.module
                .actions()
                .forEach(action ->
                        blocks.put(scope.path + action.address(), new Block(scope, action.providerKey(), List.of())));
        scope.module
                .calls()
                .forEach((name, call) ->
                        add(new Scope(scope.path + "module." + name + ".", call.module(), scope, name)));
    }

    /**
     * Something runs.
     *
     * @param block its address in the configuration
     * @param source of its provider, where the plan says
     * @return the configured provider it runs under; empty where that cannot be told for sure
     */
    Optional<String> run(String block, @Nullable String source, boolean provisions) {
        Block found = blocks.get(block);
        if (found == null) {
            providers.addAll(possible(source));
            return Optional.empty();
        }
        if (provisions && !found.provisioners.isEmpty()) {
            provisioned.add(block);
        }
        if (configuration.providers().containsKey(found.providerKey)) {
            providers.add(found.providerKey);
        } else {
            providers.addAll(possible(source));
        }
        return Optional.of(found.providerKey).filter(key -> !key.isEmpty());
    }

    /** What is gone from the configuration runs under a provider that only the state names: any of its source. */
    private List<String> possible(@Nullable String source) {
        List<String> keys = new ArrayList<>();
        configuration.providers().forEach((key, provider) -> {
            boolean other = source != null
                    && !provider.source().isEmpty()
                    && !SemanticChange.provider(provider.source()).equals(SemanticChange.provider(source));
            if (!other) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** The settings of the providers that something runs under, without those that have none. */
    List<Part> providers() {
        List<Part> parts = new ArrayList<>();
        for (String key : new TreeSet<>(providers)) {
            Configuration.Provider provider = configuration.providers().get(key);
            if (provider != null && !provider.settings().isEmpty()) {
                Part part = part("provider " + key, scopeOf(provider.module()), provider.settings());
                if (digester.isPresent()) {
                    part.digests.put("the source", SemanticChange.provider(provider.source()));
                    part.digests.put("the alias", provider.alias());
                }
                parts.add(part);
            }
        }
        return parts;
    }

    /** The provisioners that run, as many as the blocks say, in the order in which they do. */
    List<Part> provisioners() {
        List<Part> parts = new ArrayList<>();
        for (String address : provisioned) {
            Block block = blocks.getOrDefault(address, NOWHERE);
            int place = 0;
            for (ModuleBlock.Provisioner provisioner : block.provisioners) {
                String subject = "%s provisioner %s %d".formatted(address, provisioner.type(), ++place);
                parts.add(part(subject, block.scope, provisioner.arguments()));
            }
        }
        return parts;
    }

    private List<ModuleBlock.Provisioner> provisionersOf(String block) {
        return blocks.getOrDefault(block, NOWHERE).provisioners;
    }

    /** The provisioners that run, as code. */
    List<CodeRun> code() {
        List<CodeRun> code = new ArrayList<>();
        for (String address : provisioned) {
            List<ModuleBlock.Provisioner> all = provisionersOf(address);
            for (int index = 0; index < all.size(); index++) {
                code.add(new CodeRun(
                        CodeRun.Kind.PROVISIONER, address, all.get(index).type() + " " + (index + 1)));
            }
        }
        return code;
    }

    /** Arguments of provisioners whose text is not in the plan's JSON. */
    List<String> told() {
        return provisioners().stream()
                .flatMap(part -> part.told.entrySet().stream()
                        .map(argument -> named(part, argument.getKey(), argument.getValue())))
                .toList();
    }

    /** Settings of providers that depend on more than variables. */
    List<String> lost() {
        return providers().stream()
                .flatMap(part ->
                        part.lost.entrySet().stream().map(setting -> named(part, setting.getKey(), setting.getValue())))
                .toList();
    }

    private static String named(Part part, String argument, Collection<String> references) {
        return "%s %s (%s)".formatted(part.subject, argument, String.join(", ", references));
    }

    private Part part(String subject, Scope scope, Map<String, Expression> arguments) {
        Part part = new Part(subject, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        arguments.forEach((name, expression) -> {
            Followed through = follow(scope, expression.digest(), expression.names());
            part.digests.put(name, through.digest);
            if (!through.lost.isEmpty()) {
                part.lost.put(name, through.lost);
            }
            if (expression.refers()) {
                part.told.put(name, expression.told());
            }
        });
        return part;
    }

    private Scope root() {
        return new Scope("", configuration.root(), null, "");
    }

    /** Of an address as {@code module.a.module.b}; the root's where there is none. */
    private Scope scopeOf(String module) {
        Scope scope = root();
        String[] steps = module.split("\\.", -1);
        for (int index = 1; index < steps.length; index += 2) {
            ModuleBlock.Call call = scope.module.calls().get(steps[index]);
            if (call == null) {
                return scope;
            }
            scope = new Scope(scope.path + "module." + steps[index] + ".", call.module(), scope, steps[index]);
        }
        return scope;
    }

    private Followed follow(Scope scope, String digest, Set<String> names) {
        NavigableSet<String> lost = new TreeSet<>();
        NavigableMap<String, String> reached = new TreeMap<>();
        for (String name : names) {
            String[] steps = name.split("\\.", 3);
            if (steps[0].equals("var") && steps.length > 1) {
                Followed value = variable(scope, steps[1]);
                reached.put(steps[1], value.digest);
                value.lost.stream().limit(MOST_TOLD).forEach(lost::add);
            } else if (lost.size() < MOST_TOLD) {
                lost.add(name);
            }
        }
        return new Followed(combined(digest, reached), lost);
    }

    private Followed variable(Scope scope, String name) {
        String key = scope.path + "var." + name;
        Followed known = followed.get(key);
        if (known == null) {
            known = follow(scope, name);
            followed.put(key, known);
        }
        return known;
    }

    private Followed follow(Scope scope, String variable) {
        String ownDefault = scope.module.defaults().getOrDefault(variable, "");
        Scope parent = scope.parent;
        if (parent == null) {
            return new Followed(variables.getOrDefault(variable, ownDefault), new TreeSet<>());
        }
        ModuleBlock.Call call = parent.module.calls().get(scope.call);
        if (call == null) {
            return new Followed(ownDefault, new TreeSet<>());
        }
        return follow(
                parent,
                call.digests().getOrDefault(variable, ownDefault),
                call.references().arguments().getOrDefault(variable, Set.of()));
    }

    private String combined(String digest, NavigableMap<String, String> reached) {
        if (reached.isEmpty() || digester.isEmpty()) {
            return digest;
        }
        StringBuilder all = new StringBuilder(digest);
        reached.forEach(
                (name, value) -> all.append('\n').append(name).append('\n').append(value));
        return digester.get().text(new Value.Text(all.toString()));
    }

    /** Receives a member that no format has, with where it stands. */
    @FunctionalInterface
    interface UnknownReader {
        void read(Known known, String place, String name, String digest);
    }

    /** Of the whole configuration, whatever takes part: nobody can say what it means. */
    static void eachUnknown(Configuration configuration, UnknownReader reader) {
        report(Known.CONFIGURATION, "configuration", configuration.unknown(), reader);
        configuration
                .providers()
                .forEach((key, provider) -> report(Known.PROVIDER, "provider " + key, provider.unknown(), reader));
        eachUnknown("", "root module", configuration.root(), reader);
    }

    private static void eachUnknown(String path, String place, ModuleBlock module, UnknownReader reader) {
        report(Known.MODULE, place, module.unknown(), reader);
        module.actions().forEach(action -> report(Known.ACTION, path + action.address(), action.unknown(), reader));
        module.resources().forEach(resource -> {
            report(Known.RESOURCE, path + resource.address(), resource.unknown(), reader);
            int index = 0;
            for (ModuleBlock.Provisioner provisioner : resource.provisioners()) {
                String subject =
                        "%s provisioner %s %d".formatted(path + resource.address(), provisioner.type(), ++index);
                report(Known.PROVISIONER, subject, provisioner.unknown(), reader);
            }
        });
        module.calls().forEach((name, call) -> {
            String child = path + "module." + name;
            report(Known.CALL, child, call.unknown(), reader);
            eachUnknown(child + ".", child, call.module(), reader);
        });
    }

    private static void report(Known known, String place, UnknownMembers unknown, UnknownReader reader) {
        unknown.forEach((name, digest) -> reader.read(known, place, name, digest));
    }
}
