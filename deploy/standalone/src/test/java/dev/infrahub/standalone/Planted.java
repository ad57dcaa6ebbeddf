package dev.infrahub.standalone;

/**
 * A secret and the text that it is planted in.
 *
 * @param secret letters and digits that nothing else has
 */
record Planted(String secret, String text) {}
