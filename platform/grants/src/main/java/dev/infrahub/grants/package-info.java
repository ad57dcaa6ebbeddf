/**
 * Who may do what on Kafka. Everything follows from the catalogue of topics: what a service publishes it may write, what it
 * subscribes to it may read, and nobody may anything else.
 */
@NullMarked
package dev.infrahub.grants;

import org.jspecify.annotations.NullMarked;
