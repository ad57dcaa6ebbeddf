/**
 * A Kafka broker, a PostgreSQL server and a schema registry on this machine, for the standalone hub and for tests: real
 * ones, without Docker. Everything binds to 127.0.0.1 and keeps its state in the directory it is given. The broker knows its
 * clients.
 */
@NullMarked
package dev.infrahub.embedded;

import org.jspecify.annotations.NullMarked;
