package dev.infrahub.scaffolding;

import java.util.List;
import java.util.Map;

/**
 * A module, whole and checked.
 *
 * @param description on one line
 * @param path the golden path that it is from
 * @param because why that one
 * @param files by their paths, in the order of these
 * @param warnings what of the description is not served, and what is to be added by hand
 * @param leavesWishes whether nothing in it answers to some words of the description
 */
public record ScaffoldedModule(
        ModuleName name,
        String description,
        GoldenPath path,
        String because,
        Map<String, String> files,
        List<String> warnings,
        boolean leavesWishes) {}
