/** What the gateway is about, in plain Java: operations, plans, answers. */
@NullMarked
package dev.infrahub.gateway.domain;

import org.jspecify.annotations.NullMarked;
