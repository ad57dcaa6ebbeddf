/** Accepted requests: waiting for them, asking for them, following them. */
@NullMarked
package dev.infrahub.gateway.web.operations;

import org.jspecify.annotations.NullMarked;
