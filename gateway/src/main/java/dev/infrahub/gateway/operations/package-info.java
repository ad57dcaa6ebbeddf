/** Accepted requests: asking a worker, waiting for the answer, following it. */
@NullMarked
package dev.infrahub.gateway.operations;

import org.jspecify.annotations.NullMarked;
