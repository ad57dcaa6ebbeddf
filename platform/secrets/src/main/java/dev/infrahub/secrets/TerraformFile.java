package dev.infrahub.secrets;

import java.util.Map;

/** What a file is to Terraform. */
enum TerraformFile {
    /** Blocks of resources, variables and the like. */
    CODE,
    /** Values of variables. */
    VARIABLES,
    /** What a backend is given when it is set up. */
    BACKEND,
    /** Code in the same language for another tool. */
    OTHER,
    STATE,
    NONE;

    private static final Map<String, TerraformFile> ENDINGS =
            Map.of(".tf", CODE, ".tofu", CODE, ".tfvars", VARIABLES, ".tfbackend", BACKEND, ".hcl", OTHER);

    /** The same in the other syntax. */
    private static final String JSON = ".json";

    private static final int LOOKED_AT = 1000;
    private static final CharClass SPACE = CharClass.of("\\s");

    /** A state is told by what is in it: copies of it are called anything. */
    static TerraformFile of(String path, String text) {
        String name = path.endsWith(JSON) ? path.substring(0, path.length() - JSON.length()) : path;
        int dot = name.lastIndexOf('.');
        TerraformFile byName = dot < 0 ? NONE : ENDINGS.getOrDefault(name.substring(dot), NONE);
        return byName == NONE && isState(text) ? STATE : byName;
    }

    /** It begins with these, in every format since the first; one that is encrypted does not. */
    private static boolean isState(String text) {
        int start = SPACE.end(text, 0, LOOKED_AT);
        if (start == text.length() || text.charAt(start) != '{') {
            return false;
        }
        int end = Math.min(text.length(), start + LOOKED_AT);
        return text.indexOf("\"terraform_version\"", start, end) >= 0 && text.indexOf("\"serial\"", start, end) >= 0;
    }
}
