/** The change advisory board: change requests, decisions, the gate before apply, the compliance report. */
@NullMarked
package dev.infrahub.gateway.board;

import org.jspecify.annotations.NullMarked;
