/** Plans: handed in for one of three answers, and looked up later. */
@NullMarked
package dev.infrahub.gateway.plans;

import org.jspecify.annotations.NullMarked;
