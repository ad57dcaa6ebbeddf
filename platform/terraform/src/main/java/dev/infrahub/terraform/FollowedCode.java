package dev.infrahub.terraform;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Digests of code together with all that it leads to: variables to where a call or the root sets them, outputs of modules to
 * their code, {@code each} and {@code count} to what is repeated. Further the plan's JSON does not go. Each variable and output
 * is followed once, however many refer to it, and without recursion: calls can be chained by the thousand.
 */
final class FollowedCode {

    private final Map<String, Execution.Scope> scopes;
    private final Map<String, String> variables;
    private final FingerprintKey.Digester digester;
    private final Map<String, String> settled = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    /** Code where it stands. */
    record Code(Execution.Scope scope, Expression expression, Expression repetition) {}

    private enum Kind {
        VARIABLE,
        OUTPUT,
        /** All outputs of a module. */
        MODULE
    }

    /** What code refers to and can be followed to. */
    private record Target(Execution.Scope scope, Kind kind, String name) {

        String key() {
            return scope.path() + kind + "." + name;
        }
    }

    /**
     * @param scopes by path
     * @param variables digests of the root's variables
     */
    FollowedCode(Map<String, Execution.Scope> scopes, Map<String, String> variables, FingerprintKey.Digester digester) {
        this.scopes = scopes;
        this.variables = variables;
        this.digester = digester;
    }

    /** The same for code that comes to the same, as far as the plan's JSON says. */
    String digest(Code code) {
        settle(targets(code).values());
        return combined(code);
    }

    private void settle(Collection<Target> wanted) {
        Deque<Target> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            Target target = open.peek();
            if (begun.add(target.key())) {
                codeOf(target)
                        .forEach(code -> targets(code).values().stream()
                                .filter(next -> !begun.contains(next.key()))
                                .forEach(open::push));
            } else {
                open.pop();
                settled.computeIfAbsent(target.key(), _ -> digest(target));
            }
        }
    }

    private String digest(Target target) {
        List<Value> parts = new ArrayList<>();
        parts.add(new Value.Text(ownDigest(target)));
        codeOf(target).forEach(code -> parts.add(new Value.Text(combined(code))));
        return parts.size() == 1 ? ownDigest(target) : digester.text(new Value.Items(parts));
    }

    /** A variable's default counts beside what it is set to: null may stand for it. */
    private String ownDigest(Target target) {
        String ownDefault = target.scope.module().defaults().getOrDefault(target.name, "");
        return switch (target.kind) {
            case VARIABLE ->
                target.scope.parent() == null ? variables.getOrDefault(target.name, ownDefault) : ownDefault;
            case OUTPUT, MODULE -> "";
        };
    }

    private List<Code> codeOf(Target target) {
        Map<String, ModuleBlock.Output> outputs = target.scope.module().outputs();
        return switch (target.kind) {
            case VARIABLE -> argument(target.scope, target.name);
            case OUTPUT -> {
                ModuleBlock.Output output = outputs.get(target.name);
                yield output == null ? List.of() : List.of(new Code(target.scope, output.code(), Expression.NONE));
            }
            case MODULE ->
                new TreeMap<>(outputs)
                        .values().stream()
                                .map(output -> new Code(target.scope, output.code(), Expression.NONE))
                                .toList();
        };
    }

    private static List<Code> argument(Execution.Scope scope, String variable) {
        Execution.Scope parent = scope.parent();
        if (parent == null) {
            return List.of();
        }
        ModuleBlock.Call call = parent.module().calls().get(scope.call());
        Expression argument = call == null ? null : call.arguments().get(variable);
        return call == null || argument == null ? List.of() : List.of(new Code(parent, argument, call.repetition()));
    }

    private String combined(Code code) {
        NavigableMap<String, Target> targets = targets(code);
        boolean repeated = code.expression.isRepeated();
        if (targets.isEmpty() && !repeated) {
            return code.expression.digest();
        }
        List<Value> parts = new ArrayList<>();
        parts.add(new Value.Text(code.expression.digest()));
        parts.add(new Value.Text(repeated ? code.repetition.digest() : ""));
        targets.forEach((key, _) -> {
            parts.add(new Value.Text(key));
            parts.add(new Value.Text(settled.getOrDefault(key, "")));
        });
        return digester.text(new Value.Items(parts));
    }

    private NavigableMap<String, Target> targets(Code code) {
        NavigableMap<String, Target> targets = new TreeMap<>();
        addTargets(code.scope, code.expression, targets);
        if (code.expression.isRepeated()) {
            addTargets(code.scope, code.repetition, targets);
        }
        return targets;
    }

    private void addTargets(Execution.Scope scope, Expression expression, Map<String, Target> targets) {
        for (String name : expression.names()) {
            List<String> steps = Parts.of(name, '.');
            if (steps.size() < 2) {
                continue;
            }
            if (steps.get(0).equals("var")) {
                add(new Target(scope, Kind.VARIABLE, steps.get(1)), targets);
            }
            Execution.Scope called = steps.get(0).equals("module") ? scopes.get(scope.pathOf(steps.get(1))) : null;
            if (called != null && steps.size() > 2) {
                add(new Target(called, Kind.OUTPUT, steps.get(2)), targets);
            } else if (called != null && !expression.namesPartOf(name)) {
                add(new Target(called, Kind.MODULE, ""), targets);
            }
        }
    }

    private static void add(Target target, Map<String, Target> targets) {
        targets.put(target.key(), target);
    }
}
