package dev.infrahub.chatservice.domain.review;

import static dev.infrahub.chatservice.domain.review.FileKind.MANIFEST;
import static dev.infrahub.chatservice.domain.review.Severity.HIGH;
import static dev.infrahub.chatservice.domain.review.Severity.MEDIUM;

import java.util.List;
import java.util.Set;

/** What new lines of a manifest of Kubernetes, of Compose or of a chart let a workload do. */
final class ManifestRules {

    private ManifestRules() {}

    static List<ReviewRule> all() {
        return List.of(
                ReviewRule.ofSetting(
                        "kubernetes.privileged",
                        HIGH,
                        MANIFEST,
                        "The container has the rights of the machine.",
                        "Leave it out; add the single capability that is needed.",
                        setting -> setting.isNamed("privileged") && setting.isTrue()),
                new ReviewRule(
                        "kubernetes.host-path",
                        HIGH,
                        Set.of(MANIFEST),
                        "The container reads and writes the machine's own files.",
                        "Use a volume: emptyDir, a claim, or a driver's.",
                        file -> file.addedCode()
                                .filter(line -> ChangedFile.squeezed(line.text())
                                                .startsWith("hostpath:")
                                        || ChangedFile.squeezed(line.text()).startsWith("-hostpath:")
                                        || line.text().contains("/var/run/docker.sock:"))),
                ReviewRule.ofSetting(
                        "kubernetes.host-namespace",
                        HIGH,
                        MANIFEST,
                        "The container shares the machine's network, processes or memory.",
                        "Leave it out; use a Service.",
                        setting -> (setting.isNamed("hostNetwork", "hostPID", "hostIPC") && setting.isTrue())
                                || (setting.isNamed("network_mode", "pid", "ipc")
                                        && setting.value().equals("host"))),
                ReviewRule.ofSetting(
                        "kubernetes.latest",
                        MEDIUM,
                        MANIFEST,
                        "What runs is whatever is newest when a container starts.",
                        "Pin a version, better a digest.",
                        setting -> (setting.isNamed("image") && setting.value().endsWith(":latest"))
                                || (setting.isNamed("tag") && setting.value().equals("latest"))),
                ReviewRule.ofSetting(
                        "kubernetes.runs-as-root",
                        MEDIUM,
                        MANIFEST,
                        "The container may be root, or become it.",
                        "runAsNonRoot: true, allowPrivilegeEscalation: false, and a user of its own.",
                        setting ->
                                (setting.isNamed("runAsUser") && setting.value().equals("0"))
                                        || (setting.isNamed("runAsNonRoot") && setting.isFalse())
                                        || (setting.isNamed("allowPrivilegeEscalation") && setting.isTrue())),
                ReviewRule.ofSetting(
                        "kubernetes.capabilities",
                        HIGH,
                        MANIFEST,
                        "A capability that leads out of the container.",
                        "Drop ALL, and add what is needed and harmless.",
                        setting -> setting.isNamed("add", "cap_add")
                                && List.of(
                                                "ALL",
                                                "SYS_ADMIN",
                                                "SYS_PTRACE",
                                                "SYS_MODULE",
                                                "NET_ADMIN",
                                                "DAC_READ_SEARCH")
                                        .contains(setting.value())),
                ReviewRule.ofSetting(
                        "kubernetes.wildcard-role",
                        HIGH,
                        MANIFEST,
                        "The role may do everything with what it names, or something with everything.",
                        "Name the verbs and the resources that are needed.",
                        setting -> setting.isNamed("verbs", "resources")
                                && setting.value().equals("*")),
                ReviewRule.ofSetting(
                        "kubernetes.cluster-admin",
                        HIGH,
                        MANIFEST,
                        "Whoever runs as that account may do everything in the cluster.",
                        "Bind a role with the rights that are needed.",
                        setting -> setting.isNamed("name")
                                && setting.isWithin("roleRef")
                                && setting.value().equals("cluster-admin")));
    }
}
