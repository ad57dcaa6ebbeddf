package dev.infrahub.scaffolding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A module that is ready to be taken, as its files are.
 *
 * @param id its cloud and what it makes, such as {@code aws-s3-bucket}
 * @param kind what it makes, whoever's it is: no cloud has two of one kind
 * @param title of what it makes, for people
 * @param words what it is called by its cloud alone
 * @param serves words of what it does beside, each in the form of {@link Words}
 * @param files by their paths; HCL all of them
 */
public record GoldenPath(
        String id,
        Cloud cloud,
        String kind,
        String title,
        List<String> words,
        Set<String> serves,
        Map<String, String> files) {

    /** With another file. */
    GoldenPath with(String path, String text) {
        Map<String, String> more = new LinkedHashMap<>(files);
        more.put(path, text);
        return new GoldenPath(id, cloud, kind, title, words, serves, more);
    }

    String file(String path) {
        String text = files.get(path);
        if (text == null) {
            throw new IllegalStateException(id + " has no " + path);
        }
        return text;
    }
}
