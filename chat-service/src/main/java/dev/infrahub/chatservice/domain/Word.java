package dev.infrahub.chatservice.domain;

/**
 * A word of a message.
 *
 * @param text in lower case, without what surrounds it
 * @param written as it was written
 * @param quoted whether quotation marks or backticks are around it
 */
record Word(String text, String written, boolean quoted) {}
