/**
 * Pages over the gateway's public API, and over nothing else: what it shows anybody may fetch.
 *
 * <p>Guarantees that a credential stays in its memory: none is in a page, an address, a cookie or a log.
 */
@NullMarked
package dev.infrahub.console;

import org.jspecify.annotations.NullMarked;
