/** Whether the installation works. */
@NullMarked
package dev.infrahub.quantumapilocal.web.health;

import org.jspecify.annotations.NullMarked;
