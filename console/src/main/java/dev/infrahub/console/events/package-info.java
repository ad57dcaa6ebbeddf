/** What went through Kafka, and what services gave up on. */
@NullMarked
package dev.infrahub.console.events;

import org.jspecify.annotations.NullMarked;
