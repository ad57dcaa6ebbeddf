/** Measures the hub against a floor of the same run: what the bare broker and database need for the same work. */
@NullMarked
package dev.infrahub.bench;

import org.jspecify.annotations.NullMarked;
