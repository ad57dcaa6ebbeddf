package dev.infrahub.scaffolding;

import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes modules. The same request always makes the same one. */
public final class Scaffolder {

    private static final String UNKNOWN = "module.unknown";
    private static final String SECRET = "field.secret";
    private static final String README = "README.md";
    private static final String CATALOG_INFO = "catalog-info.yaml";

    private Scaffolder() {}

    /**
     * Chooses a golden path and makes a module of it.
     *
     * @throws IllegalStateException where what was made breaks a check: a golden path is wrong then, and nobody gets it
     */
    public static Scaffolding scaffold(ModuleRequest request) {
        if (request.cloud().isPresent()
                && request.name().isPresent()
                && request.name().get().cloud() != request.cloud().get()) {
            return new Scaffolding.Refused(
                    "field.invalid", "name says another cloud than cloud does; leave one of them out.");
        }
        if (!Secrets.find(request.description()).isEmpty()
                || !Secrets.find(request.owner().orElse("")).isEmpty()) {
            return secret();
        }
        return switch (Chooser.choose(request)) {
            case Choice.Unknown(String detail) -> new Scaffolding.Refused(UNKNOWN, detail);
            case Choice.Chosen chosen -> scaffold(request, chosen);
        };
    }

    private static Scaffolding scaffold(ModuleRequest request, Choice.Chosen chosen) {
        GoldenPath path = chosen.path();
        ModuleName name = request.name().orElseGet(() -> ModuleName.of(path));
        String description = OneLine.of(request.description());
        String readme = Readme.of(name, description, path);
        String catalogInfo = CatalogInfo.of(name, request, path);
        // what is not the golden path's own was said by whoever asks
        if (holdsSecret(README, readme) || holdsSecret(CATALOG_INFO, catalogInfo)) {
            return secret();
        }
        Map<String, String> files = files(path, readme, catalogInfo);
        List<String> problems = ModuleCheck.problems(files);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(path.id() + " is not fit to be given: " + String.join("; ", problems));
        }
        return new Scaffolding.Done(new ScaffoldedModule(
                name, description, path, chosen.because(), files, warnings(request, chosen), chosen.leavesWishes()));
    }

    private static Map<String, String> files(GoldenPath path, String readme, String catalogInfo) {
        Map<String, String> files = new TreeMap<>(path.files());
        files.put(README, readme);
        files.put(CATALOG_INFO, catalogInfo);
        return files;
    }

    /** The same module with what somebody added to it, where that is fit to be given. What it had is as it was. */
    public static Extended extend(ScaffoldedModule module, Extension extension) {
        List<String> problems = extension.problems();
        if (!problems.isEmpty()) {
            return new Extended.Unfit(problems);
        }
        GoldenPath path = module.path().with(Extension.FILE, extension.file());
        Map<String, String> files = files(
                path,
                Readme.of(module.name(), module.description(), path),
                Objects.requireNonNull(module.files().get(CATALOG_INFO)));
        List<String> unfit = ModuleCheck.problems(files);
        if (!unfit.isEmpty()) {
            return new Extended.Unfit(unfit);
        }
        List<String> warnings = new ArrayList<>(module.warnings());
        warnings.add(Extension.WARNING);
        return new Extended.Fit(new ScaffoldedModule(
                module.name(),
                module.description(),
                module.path(),
                module.because(),
                files,
                List.copyOf(warnings),
                module.leavesWishes()));
    }

    private static boolean holdsSecret(String path, String text) {
        return !Secrets.inFile(path, text).isEmpty();
    }

    private static Scaffolding.Refused secret() {
        return new Scaffolding.Refused(SECRET, "What was said of the module holds a credential; ask without it.");
    }

    private static List<String> warnings(ModuleRequest request, Choice.Chosen chosen) {
        List<String> warnings = new ArrayList<>(chosen.warnings());
        if (request.owner().isEmpty()) {
            warnings.add("No owner was named: catalog-info.yaml says " + CatalogInfo.NOBODY
                    + "; put who owns it there before it is registered.");
        }
        return List.copyOf(warnings);
    }
}
