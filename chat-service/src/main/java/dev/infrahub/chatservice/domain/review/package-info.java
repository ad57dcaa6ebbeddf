/** What changes of code risk, by rules that read a diff. */
@NullMarked
package dev.infrahub.chatservice.domain.review;

import org.jspecify.annotations.NullMarked;
