package dev.infrahub.chatservice.domain;

/**
 * A piece of a document that was found.
 *
 * @param index which piece it is
 * @param similarity of the piece to the question: the cosine of their vectors; where it has none of the model in use, the share of
 *     the question's words that stand in it, a rare word counting more. Between 0 and 1
 */
public record Passage(DocumentKey document, int index, Chunk chunk, double similarity) {}
