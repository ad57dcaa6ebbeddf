/**
 * The whole hub in one JVM: a broker, a database, a schema registry, and every service as its own Spring context, with the
 * same code and configuration as when each is deployed alone.
 */
@NullMarked
package dev.infrahub.standalone;

import org.jspecify.annotations.NullMarked;
