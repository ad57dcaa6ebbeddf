package dev.infrahub.console.plans;

/** Where in the tree of modules a resource is, by its address: {@code module.a.module.b["x.y"]}. */
final class ModulePath {

    private static final String MODULE = "module.";

    private ModulePath() {}

    /** Empty in the root module. */
    static String of(String address) {
        int end = 0;
        while (address.startsWith(MODULE, end)) {
            int next = endOfStep(address, end + MODULE.length());
            if (next < 0) {
                return address.substring(0, end == 0 ? 0 : end - 1);
            }
            end = next + 1;
        }
        return end == 0 ? "" : address.substring(0, end - 1);
    }

    /** The first steps of a module's path. */
    static String first(String path, int steps) {
        int end = 0;
        for (int step = 0; step < steps && end < path.length(); step++) {
            int next = endOfStep(path, end + MODULE.length());
            if (next < 0) {
                return path;
            }
            end = next + 1;
        }
        return end == 0 || end >= path.length() ? path : path.substring(0, end - 1);
    }

    /** An address as the configuration has it: without the keys of instances. */
    static String configuration(String address) {
        StringBuilder without = new StringBuilder();
        boolean isInKey = false;
        boolean isQuoted = false;
        for (int at = 0; at < address.length(); at++) {
            char c = address.charAt(at);
            if (c == '\\' && isQuoted) {
                at++;
            } else if (c == '"' && isInKey) {
                isQuoted = !isQuoted;
            } else if (c == '[' && !isInKey) {
                isInKey = true;
            } else if (c == ']' && !isQuoted) {
                isInKey = false;
            } else if (!isInKey) {
                without.append(c);
            }
        }
        return without.toString();
    }

    /** The dot behind a name and its key; dots in a key are none. */
    private static int endOfStep(String address, int from) {
        boolean isQuoted = false;
        for (int at = from; at < address.length(); at++) {
            char c = address.charAt(at);
            if (c == '\\' && isQuoted) {
                at++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '.' && !isQuoted) {
                return at;
            }
        }
        return -1;
    }
}
