/**
 * What one change of a resource means: rules and tables that judge it by its action and values, whether it was planned or
 * happened outside. Findings, and no verdict about a whole.
 */
@NullMarked
package dev.infrahub.findings;

import org.jspecify.annotations.NullMarked;
