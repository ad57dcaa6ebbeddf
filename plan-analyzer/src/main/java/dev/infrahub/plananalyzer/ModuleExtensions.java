package dev.infrahub.plananalyzer;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.scaffolding.Extended;
import dev.infrahub.scaffolding.Extension;
import dev.infrahub.scaffolding.ScaffoldedModule;
import dev.infrahub.scaffolding.Scaffolder;
import dev.infrahub.schemas.ModuleRequested;
import dev.infrahub.schemas.ScaffoldAiUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a module what its description asks for beside, by a model. What it writes is held against the rules of {@link Extension}; where
 * it breaks them it is told once what is wrong, and after that the module is given as it was.
 *
 * @param model to ask
 */
record ModuleExtensions(LanguageModel model) {

    static final Prompt PROMPT = Prompt.load(ModuleExtensions.class, "scaffold-terraform", 1);

    private static final String CODE = "code";
    private static final String NOTHING = "none";
    private static final String UNAVAILABLE = "unavailable";
    private static final String UNFIT = "module.unfit";
    private static final ScaffoldAiUse NO_MODEL = new ScaffoldAiUse("off", null, null, 0, 0, null);

    /** A module, and what a model had to do with it. */
    record Result(ScaffoldedModule module, ScaffoldAiUse ai) {}

    /** @param problems why what it wrote cannot be given; none where it can, or there is nothing */
    record Attempt(
            Reply reply, ScaffoldedModule module, @Nullable String code, List<String> problems) {

        boolean isFit() {
            return problems.isEmpty();
        }
    }

    Result of(ModuleRequested asked, ScaffoldedModule module) {
        if (!model.isOn()
                || !module.leavesWishes()
                || Extension.typesFor(module.path()).isEmpty()) {
            return new Result(module, NO_MODEL);
        }
        Attempt first = attempt(asked, module, Optional.empty());
        Attempt last = first.isFit() ? first : attempt(asked, module, Optional.of(first));
        int input =
                first.reply().inputTokens() + (first.isFit() ? 0 : last.reply().inputTokens());
        int output =
                first.reply().outputTokens() + (first.isFit() ? 0 : last.reply().outputTokens());
        Reply reply = last.reply();
        return last.isFit()
                ? new Result(
                        last.module(),
                        new ScaffoldAiUse(
                                reply.status(), reply.provider(), reply.model(), input, output, reply.reason()))
                : new Result(
                        module, new ScaffoldAiUse(UNAVAILABLE, reply.provider(), reply.model(), input, output, UNFIT));
    }

    private Attempt attempt(ModuleRequested asked, ScaffoldedModule module, Optional<Attempt> before) {
        Reply reply = model.ask(question(asked.getClient(), module, before));
        Optional<String> code =
                reply.part(CODE).filter(written -> !written.strip().equals(NOTHING));
        if (code.isEmpty()) {
            return new Attempt(reply, module, null, List.of());
        }
        return switch (Scaffolder.extend(module, new Extension(module.path(), code.get()))) {
            case Extended.Fit(ScaffoldedModule extended) -> new Attempt(reply, extended, code.get(), List.of());
            case Extended.Unfit(List<String> problems) -> new Attempt(reply, module, code.get(), problems);
        };
    }

    static Question question(String client, ScaffoldedModule module, Optional<Attempt> before) {
        return new Question(
                PROMPT,
                client,
                null,
                module.name().text(),
                facts(module, before),
                quotes(module, before),
                new Claims(Map.of(), null));
    }

    private static List<String> facts(ScaffoldedModule module, Optional<Attempt> before) {
        List<String> facts = new ArrayList<>();
        before.ifPresent(
                attempt -> attempt.problems().stream().distinct().forEach(problem -> facts.add("wrong: " + problem)));
        facts.addAll(Extension.factsOf(module.path()));
        return facts;
    }

    private static List<String> quotes(ScaffoldedModule module, Optional<Attempt> before) {
        List<String> quotes = new ArrayList<>();
        quotes.add("description: " + module.description());
        before.map(Attempt::code).ifPresent(code -> quotes.add("last answer: " + code));
        return quotes;
    }
}
