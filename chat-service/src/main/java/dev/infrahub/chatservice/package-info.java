/** Answers questions about the infrastructure from what it hears on the topics, and says by which facts. */
@NullMarked
package dev.infrahub.chatservice;

import org.jspecify.annotations.NullMarked;
