package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Workloads that may do what only the machine under them should, judged by what is inside them: after the baseline of the
 * Kubernetes Pod Security Standards, wherever its words stand and however their providers spell them.
 */
public final class WorkloadRule implements ChangeRule {

    public static final Set<String> WORKLOADS = Set.of(
            "aws_batch_job_definition",
            "aws_codebuild_project",
            "aws_ecs_task_definition",
            "azapi_resource:microsoft.containerinstance/containergroups",
            "azurerm_container_group",
            "docker_container",
            "docker_service",
            "kubernetes_cron_job",
            "kubernetes_cron_job_v1",
            "kubernetes_daemon_set_v1",
            "kubernetes_daemonset",
            "kubernetes_deployment",
            "kubernetes_deployment_v1",
            "kubernetes_job",
            "kubernetes_job_v1",
            "kubernetes_labels",
            "kubernetes_namespace",
            "kubernetes_namespace_v1",
            "kubernetes_persistent_volume",
            "kubernetes_persistent_volume_v1",
            "kubernetes_pod",
            "kubernetes_pod_security_policy",
            "kubernetes_pod_security_policy_v1beta1",
            "kubernetes_pod_v1",
            "kubernetes_replica_set_v1",
            "kubernetes_replication_controller",
            "kubernetes_replication_controller_v1",
            "kubernetes_stateful_set",
            "kubernetes_stateful_set_v1");

    /** Hold more than is seen here: a chart, or an object of a kind that nobody knows. What is seen is judged all the same. */
    private static final Set<String> HALF_SEEN =
            Set.of("helm_release", "kubernetes_manifest", "kubectl_manifest", "aws_cloudcontrolapi_resource");

    /** In what is given as a text. */
    private static final Set<String> IN_JSON =
            Set.of("containerdefinitions", "containerproperties", "nodeproperties", "ecsproperties", "desiredstate");

    private static final Map<String, Set<String>> IN_YAML =
            Map.of("helm_release", Set.of("values"), "kubectl_manifest", Set.of("yamlbody", "yamlbodyparsed"));

    /** Lists of a name and its value, as charts are set from outside. */
    private static final Map<String, Set<String>> SETTINGS = Map.of("helm_release", Set.of("set", "setlist"));

    /** Where one of these cannot be seen, what is in it may be anything. */
    private static final Set<String> DECISIVE = Set.of(
            "privileged",
            "privilegeenabled",
            "privilegedmode",
            "hostpid",
            "hostipc",
            "hostnetwork",
            "hostpath",
            "capabilities",
            "securitycontext",
            "container",
            "containers",
            "initcontainer",
            "initcontainers",
            "volume",
            "volumes",
            "template",
            "jobtemplate",
            "spec",
            "containerdefinitions",
            "containerproperties",
            "nodeproperties",
            "pidmode",
            "ipcmode",
            "networkmode");

    /** With these a container gets at its host; what a container has anyway is not among them. */
    private static final Set<String> GRAVE_CAPABILITIES = Set.of(
            "all",
            "bpf",
            "checkpoint_restore",
            "dac_read_search",
            "mac_admin",
            "mac_override",
            "perfmon",
            "sys_admin",
            "sys_boot",
            "sys_module",
            "sys_ptrace",
            "sys_rawio",
            "syslog");

    private static final Set<String> USUAL_CAPABILITIES = Set.of(
            "audit_write",
            "chown",
            "dac_override",
            "fowner",
            "fsetid",
            "kill",
            "mknod",
            "net_bind_service",
            "setfcap",
            "setgid",
            "setpcap",
            "setuid",
            "sys_chroot");

    private static final Set<String> OTHER_CAPABILITIES = Set.of(
            "audit_control",
            "audit_read",
            "block_suspend",
            "ipc_lock",
            "ipc_owner",
            "lease",
            "linux_immutable",
            "net_admin",
            "net_broadcast",
            "net_raw",
            "sys_nice",
            "sys_pacct",
            "sys_resource",
            "sys_time",
            "sys_tty_config",
            "wake_alarm");

    /** What of a host makes its master; of other paths nothing is told, since values are not published. */
    private static final List<String> GRAVE_PATHS = List.of(
            "/etc",
            "/root",
            "/boot",
            "/dev",
            "/proc",
            "/run",
            "/var/run",
            "/var/lib/kubelet",
            "/var/lib/docker",
            "/var/lib/containerd",
            "/var/lib/etcd");

    /** Their tasks name a port of the host even where the network is their own. */
    private static final String AMAZONS = "aws_";

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() || !isRead(subject.type())) {
            return List.of();
        }
        Found before = found(subject, subject.values().before());
        Found after = found(subject, subject.values().after());
        List<Finding> findings = new ArrayList<>();
        after.signs.forEach((sign, places) -> {
            Places more = after.places(sign).beyond(before.places(sign));
            if (!more.isEmpty()) {
                findings.add(sign.finding(subject, "", places.size() > 1 ? " (%s)".formatted(more.words()) : ""));
            }
        });
        if (findings.isEmpty() && WORKLOADS.contains(subject.type())) {
            after.hidden.stream()
                    .filter(subject::changes)
                    .findFirst()
                    .ifPresent(
                            path -> findings.add(subject.unknown(Rule.WORKLOAD_PRIVILEGED, path, !isDefaulted(path))));
        }
        return findings;
    }

    /** The network of a task is computed where nobody configures it. */
    private static boolean isDefaulted(String path) {
        return path.endsWith("_mode");
    }

    @Override
    public List<Finding> standing(Subject subject) {
        if (!isRead(subject.type())) {
            return List.of();
        }
        Set<Sign> before = found(subject, subject.values().before()).signs.keySet();
        return found(subject, subject.values().after()).signs.keySet().stream()
                .filter(before::contains)
                .map(sign -> sign.finding(subject, Rule.ALREADY, ""))
                .toList();
    }

    @Override
    public Set<Rule> reading(String type) {
        return WORKLOADS.contains(type) ? Set.of(Rule.WORKLOAD_PRIVILEGED) : Set.of();
    }

    private static boolean isRead(String type) {
        return WORKLOADS.contains(type) || HALF_SEEN.contains(type);
    }

    private static Found found(Subject subject, Value values) {
        Found found = new Found(subject.type());
        if (values instanceof Value.Members(var members)) {
            members.forEach((name, value) -> found.visit(name, value, name));
        }
        return found;
    }

    /**
     * What a workload may do that it should not.
     *
     * @param words with no full stop
     */
    private record Sign(Severity severity, String words) {

        private Finding finding(Subject subject, String prefix, String where) {
            return Rule.WORKLOAD_PRIVILEGED.yes(severity, subject.address(), prefix + words + where + ".");
        }
    }

    /** What was seen on the way through the values. */
    private static final class Found {

        private final String type;
        private final Map<Sign, List<Places.Place>> signs = new LinkedHashMap<>();
        private final Set<String> hidden = new LinkedHashSet<>();
        private Places.Place place = Places.Place.ROOT;

        private Found(String type) {
            this.type = type;
        }

        private Places places(Sign sign) {
            return new Places(signs.getOrDefault(sign, List.of()));
        }

        private void visit(String name, Value value, String path) {
            Places.Place around = place;
            place = around.to(name);
            visitHere(plain(name), value, path);
            place = around;
        }

        private void visitHere(String plain, Value value, String path) {
            if (Subject.isHidden(value)) {
                if (DECISIVE.contains(plain)) {
                    hidden.add(path);
                }
                return;
            }
            judge(plain, value);
            if (IN_JSON.contains(plain)) {
                inside(value.text().flatMap(Value::ofJson), value, path);
            } else if (IN_YAML.getOrDefault(type, Set.of()).contains(plain)) {
                eachOf(value, item -> inside(item.text().flatMap(YamlValues::parse), item, path));
            } else if (SETTINGS.getOrDefault(type, Set.of()).contains(plain)) {
                eachOf(value, setting -> set(setting, path));
            } else {
                descend(value, path);
            }
        }

        /** What is given as a text and cannot be read is not seen. */
        private void inside(Optional<Value> parsed, Value value, String path) {
            if (parsed.isPresent()) {
                descend(parsed.get(), path);
            } else if (value instanceof Value.Text(String text) && !text.isBlank()) {
                hidden.add(path);
            } else {
                descend(value, path);
            }
        }

        private void eachOf(Value list, Consumer<Value> item) {
            Places.Place around = place;
            List<Value> items = list.each();
            for (int i = 0; i < items.size(); i++) {
                place = around.to(items, i);
                item.accept(items.get(i));
            }
            place = around;
        }

        private void descend(Value value, String path) {
            switch (value) {
                case Value.Members(var members) -> {
                    mount(members);
                    String within = path.indexOf('.') >= 0 ? path : path + ".";
                    members.forEach(
                            (name, member) -> visit(name, member, within.endsWith(".") ? within + name : within));
                }
                case Value.Items _ -> eachOf(value, item -> descend(item, path));
                case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> {}
            }
        }

        /** {@code name = "controller.securityContext.privileged", value = "true"}. */
        private void set(Value setting, String path) {
            List<String> steps =
                    setting.at("name").text().map(name -> Parts.of(name, '.')).orElse(List.of());
            Value value = setting.at("value");
            if (!steps.isEmpty()) {
                boolean added = steps.size() > 1 && plain(steps.getLast()).startsWith("add");
                String last =
                        plain(added || steps.getLast().equals("path") ? steps.get(steps.size() - 2) : steps.getLast());
                judge(last, added ? new Value.Members(Map.of("add", value)) : value);
                if (value == Value.Special.UNKNOWN && DECISIVE.contains(last)) {
                    hidden.add(path);
                }
            }
        }

        private void judge(String name, Value value) {
            switch (name) {
                case "privileged", "privilegeenabled", "privilegedmode" ->
                    when(isTrue(value), Severity.HIGH, "A container in it is privileged: it may do what its host may.");
                case "hostprocess" -> when(isTrue(value), Severity.HIGH, "A container in it is a process of its host.");
                case "hostpid" -> when(isTrue(value), Severity.HIGH, "It sees the processes of its host.");
                case "pidmode" -> when(is(value, "host"), Severity.HIGH, "It sees the processes of its host.");
                case "hostipc" -> when(isTrue(value), Severity.MEDIUM, "It shares memory with processes of its host.");
                case "ipcmode" ->
                    when(is(value, "host"), Severity.MEDIUM, "It shares memory with processes of its host.");
                case "hostnetwork" -> when(isTrue(value), Severity.MEDIUM, "It is in the network of its host.");
                case "networkmode" -> when(is(value, "host"), Severity.MEDIUM, "It is in the network of its host.");
                case "hostport" ->
                    when(!type.startsWith(AMAZONS) && isPort(value), Severity.LOW, "It takes a port of its host.");
                case "procmount" -> when(is(value, "unmasked"), Severity.HIGH, "It sees all of its host's /proc.");
                case "seccompprofile", "apparmorprofile" ->
                    when(
                            value.each().stream().anyMatch(profile -> is(profile.at("type"), "unconfined")),
                            Severity.MEDIUM,
                            "Nothing limits which system calls and files it uses.");
                case "usernsmode" -> when(is(value, "host"), Severity.MEDIUM, "Its users are those of its host.");
                case "hostpath" -> value.each().forEach(this::hostPath);
                case "sourcepath" -> value.text().ifPresent(this::path);
                case "capabilities" ->
                    value.each()
                            .forEach(capabilities -> capabilities
                                    .at("add")
                                    .each()
                                    .forEach(added -> added.text().ifPresent(this::capability)));
                case "podsecurity.kubernetes.io/enforce" ->
                    when(is(value, "privileged"), Severity.MEDIUM, "Privileged containers are let into the namespace.");
                default -> {
                    boolean unconfined = name.startsWith("container.apparmor.security.beta.kubernetes.io/")
                            && is(value, "unconfined");
                    when(unconfined, Severity.MEDIUM, "Nothing limits which system calls and files it uses.");
                }
            }
        }

        private void when(boolean so, Severity severity, String detail) {
            if (so) {
                String words = detail.substring(0, detail.length() - 1);
                signs.computeIfAbsent(new Sign(severity, words), _ -> new ArrayList<>())
                        .add(place);
            }
        }

        /** {@code type = "bind"}, {@code source = "/etc"}. */
        private void mount(Map<String, Value> members) {
            if (is(members.getOrDefault("type", Value.Special.NULL), "bind")) {
                members.getOrDefault("source", Value.Special.NULL).text().ifPresent(this::path);
            }
        }

        private void hostPath(Value value) {
            value.text().or(() -> value.at("path").text()).ifPresent(this::path);
        }

        private void path(String path) {
            if (!path.startsWith("/")) {
                return;
            }
            if (path.chars().allMatch(c -> c == '/')) {
                when(true, Severity.HIGH, "It has the whole file system of its host.");
            } else if (path.endsWith(".sock")) {
                when(true, Severity.HIGH, "It has a socket of its host, such as that of the container runtime.");
            } else {
                Optional<String> grave = GRAVE_PATHS.stream()
                        .filter(one -> path.equals(one) || path.startsWith(one + "/"))
                        .findFirst();
                when(
                        true,
                        grave.isPresent() ? Severity.HIGH : Severity.MEDIUM,
                        "It has files of its host%s."
                                .formatted(grave.map(" under "::concat).orElse("")));
            }
        }

        private void capability(String spelt) {
            String lower = spelt.toLowerCase(Locale.ROOT);
            String name = lower.startsWith("cap_") ? lower.substring(4) : lower;
            if (!USUAL_CAPABILITIES.contains(name)) {
                boolean grave = GRAVE_CAPABILITIES.contains(name);
                String known = grave || OTHER_CAPABILITIES.contains(name)
                        ? "the capability " + name.toUpperCase(Locale.ROOT)
                        : "a capability that containers do not have by themselves";
                when(
                        true,
                        grave ? Severity.HIGH : Severity.MEDIUM,
                        "A container in it has %s.".formatted(name.equals("all") ? "all capabilities" : known));
            }
        }

        private static boolean isTrue(Value value) {
            return value.isTrue() || is(value, "true");
        }

        private static boolean is(Value value, String text) {
            return value.text().filter(text::equalsIgnoreCase).isPresent();
        }

        private static boolean isPort(Value value) {
            return value instanceof Value.Num(String number) && !number.equals("0");
        }
    }

    /** {@code hostNetwork} is {@code host_network}. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-') {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }
}
