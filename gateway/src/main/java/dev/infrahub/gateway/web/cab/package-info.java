/** The change advisory board: change requests, signed decisions, their verification, and the gate before apply. */
@NullMarked
package dev.infrahub.gateway.web.cab;

import org.jspecify.annotations.NullMarked;
