/** Makes vectors of texts, so that what means the same is found by other words. */
@NullMarked
package dev.infrahub.chatservice.embedding;

import org.jspecify.annotations.NullMarked;
