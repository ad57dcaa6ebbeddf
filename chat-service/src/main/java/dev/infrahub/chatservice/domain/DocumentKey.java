package dev.infrahub.chatservice.domain;

/**
 * Which document it is.
 *
 * @param client whose it is
 * @param entityRef what it is about
 * @param docPath its path in the repository
 */
public record DocumentKey(String client, String entityRef, String docPath) {}
