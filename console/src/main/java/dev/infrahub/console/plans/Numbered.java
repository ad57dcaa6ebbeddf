package dev.infrahub.console.plans;

import dev.infrahub.console.plans.Plan.Resource;
import java.util.List;
import java.util.stream.IntStream;

/** A resource of a plan and its place there, by which pages lead to it. */
public record Numbered(int number, Resource resource) {

    static List<Numbered> touched(Plan plan) {
        List<Resource> all = plan.summary().resources();
        return IntStream.range(0, all.size())
                .mapToObj(number -> new Numbered(number, all.get(number)))
                .filter(one -> one.resource().isTouched())
                .toList();
    }

    /** What it is called on the page of its plan. */
    public String anchor() {
        return "resource-" + number;
    }
}
