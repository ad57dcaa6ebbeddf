package dev.infrahub.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a configuration takes part when a plan is applied: the providers that its changes run under, the provisioners of what
 * is created or destroyed, and the code of arguments whose values the plan does not say.
 */
final class Execution {

    private static final Block NOWHERE =
            new Block(new Scope("", ModuleBlock.EMPTY, null, ""), "", Map.of(), Expression.NONE, List.of());

    private final Configuration configuration;
    private final Optional<FollowedCode> followed;
    private final Map<String, Scope> scopes = new HashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();
    private final Set<String> provisioned = new LinkedHashSet<>();
    private final Set<String> providers = new LinkedHashSet<>();
    private final Set<String> sources = new HashSet<>();

    /** A module where it stands, so that its variables can be followed to where they are set. */
    record Scope(String path, ModuleBlock module, @Nullable Scope parent, String call) {

        /** The path of a module that is called here. */
        String pathOf(String called) {
            return path + "module." + called + ".";
        }
    }

    /** A resource or action block. */
    private record Block(
            Scope scope,
            String providerKey,
            Map<String, Expression> arguments,
            Expression repetition,
            List<ModuleBlock.Provisioner> provisioners) {}

    /**
     * A provider's settings, or a provisioner's arguments.
     *
     * @param digests by argument; empty where nobody asked for them
     */
    record Part(String subject, NavigableMap<String, String> digests, Map<String, Expression> arguments) {}

    private Execution(
            Configuration configuration, Map<String, String> variables, Optional<FingerprintKey.Digester> digester) {
        this.configuration = configuration;
        this.followed = digester.map(keyed -> new FollowedCode(scopes, variables, keyed));
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
        scopes.put(scope.path, scope);
        scope.module
                .resources()
                .forEach(resource -> blocks.put(
                        scope.path + resource.address(),
                        new Block(
                                scope,
                                resource.providerKey(),
                                resource.arguments(),
                                resource.repetition(),
                                resource.provisioners())));
        scope.module
                .actions()
                .forEach(action -> blocks.put(
                        scope.path + action.address(),
                        new Block(scope, action.providerKey(), Map.of(), Expression.NONE, List.of())));
        scope.module.calls().forEach((name, call) -> add(new Scope(scope.pathOf(name), call.module(), scope, name)));
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
            runUnderAny(source);
            return Optional.empty();
        }
        if (provisions && !found.provisioners.isEmpty()) {
            provisioned.add(block);
        }
        if (configuration.providers().containsKey(found.providerKey)) {
            providers.add(found.providerKey);
        } else {
            runUnderAny(source);
        }
        return Optional.of(found.providerKey).filter(key -> !key.isEmpty());
    }

    /** What is gone from the configuration runs under a provider that only the state names: any of its source. */
    private void runUnderAny(@Nullable String source) {
        if (!sources.add(source == null ? "" : SemanticChange.provider(source))) {
            return;
        }
        configuration.providers().forEach((key, provider) -> {
            boolean other = source != null
                    && !provider.source().isEmpty()
                    && !SemanticChange.provider(provider.source()).equals(SemanticChange.provider(source));
            if (!other) {
                providers.add(key);
            }
        });
    }

    boolean has(String block) {
        return blocks.containsKey(block);
    }

    /** Digests of the code of a block's arguments whose values the plan does not say. */
    NavigableMap<String, String> code(String block, Set<String> stated) {
        Block found = blocks.getOrDefault(block, NOWHERE);
        return digests(found.scope, without(found.arguments, stated), found.repetition);
    }

    /** The digest of the code of one of the root's outputs. */
    Optional<String> codeOfOutput(String name) {
        ModuleBlock.Output output = configuration.root().outputs().get(name);
        return output == null
                ? Optional.empty()
                : followed.map(
                        through -> through.digest(new FollowedCode.Code(root(), output.code(), Expression.NONE)));
    }

    /** The arguments of a block that neither values nor code say. */
    List<String> unsaid(String block, Set<String> stated) {
        Map<String, Expression> unsaid = without(blocks.getOrDefault(block, NOWHERE).arguments, stated);
        return unsaid.entrySet().stream()
                .filter(argument -> argument.getValue().opaque())
                .map(argument -> block + " " + argument.getKey())
                .toList();
    }

    private static Map<String, Expression> without(Map<String, Expression> arguments, Set<String> stated) {
        Map<String, Expression> others = new LinkedHashMap<>(arguments);
        others.keySet().removeAll(stated);
        return others;
    }

    /** The settings of the providers that something runs under, without those that have none. */
    List<Part> providers() {
        List<Part> parts = new ArrayList<>();
        for (String key : new TreeSet<>(providers)) {
            Configuration.Provider provider = configuration.providers().get(key);
            if (provider != null && !provider.settings().isEmpty()) {
                Part part = part("provider " + key, scopeOf(provider.module()), provider.settings(), Expression.NONE);
                if (followed.isPresent()) {
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
                parts.add(part(subject, block.scope, provisioner.arguments(), block.repetition));
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

    /** The arguments whose text is not in the plan's JSON, with what it says of them. */
    static List<String> unsaid(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part.arguments.entrySet().stream()
                        .filter(argument -> !argument.getValue().isConstant())
                        .map(argument -> "%s %s (%s)"
                                .formatted(
                                        part.subject,
                                        argument.getKey(),
                                        argument.getValue().told())))
                .toList();
    }

    private Part part(String subject, Scope scope, Map<String, Expression> arguments, Expression repetition) {
        return new Part(subject, digests(scope, arguments, repetition), arguments);
    }

    private NavigableMap<String, String> digests(
            Scope scope, Map<String, Expression> arguments, Expression repetition) {
        NavigableMap<String, String> digests = new TreeMap<>();
        followed.ifPresent(through -> arguments.forEach((name, expression) ->
                digests.put(name, through.digest(new FollowedCode.Code(scope, expression, repetition)))));
        return digests;
    }

    private Scope root() {
        return scopes.getOrDefault("", NOWHERE.scope);
    }

    /** Of an address as {@code module.a.module.b}; the root's where there is none. */
    private Scope scopeOf(String module) {
        return scopes.getOrDefault(module + ".", root());
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
