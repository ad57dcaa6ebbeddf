/** What questions mean, and what facts answer them. */
@NullMarked
package dev.infrahub.chatservice.domain;

import org.jspecify.annotations.NullMarked;
