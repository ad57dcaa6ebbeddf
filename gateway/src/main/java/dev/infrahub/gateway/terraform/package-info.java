/** Plans as the gateway knows them: handed in, and analysed. */
@NullMarked
package dev.infrahub.gateway.terraform;

import org.jspecify.annotations.NullMarked;
