package dev.infrahub.gateway.plans;

import java.util.ArrayList;
import java.util.List;

/**
 * An address taken apart: {@code module.a["x"].b.c[0]} is one of {@code module.a[…].b.c[…]}.
 *
 * @param resource what it is an instance of
 * @param keys in the place of each …, as they are written; of nothing but one there are none
 */
record Instance(String resource, String keys) {

    static final String KEY = "[…]";

    static Instance of(String address) {
        StringBuilder resource = new StringBuilder();
        List<String> keys = new ArrayList<>();
        int from = 0;
        for (int open = address.indexOf('['); open >= 0; open = address.indexOf('[', from)) {
            int close = end(address, open + 1);
            if (close < 0) {
                break;
            }
            resource.append(address, from, open).append(KEY);
            keys.add(address.substring(open + 1, close));
            from = close + 1;
        }
        return new Instance(resource.append(address.substring(from)).toString(), String.join(", ", keys));
    }

    /** A bracket within quotes ends nothing. */
    private static int end(String address, int start) {
        boolean quoted = false;
        for (int at = start; at < address.length(); at++) {
            char next = address.charAt(at);
            if (quoted && next == '\\') {
                at++;
            } else if (next == '"') {
                quoted = !quoted;
            } else if (next == ']' && !quoted) {
                return at;
            }
        }
        return -1;
    }
}
