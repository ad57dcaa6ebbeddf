package dev.infrahub.chatservice;

import dev.infrahub.ai.AiConfiguration;
import dev.infrahub.events.EventsConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the chat-service. */
@Configuration(proxyBeanMethods = false)
@Import({EventsConfiguration.class, AiConfiguration.class, IdpConfiguration.class})
class ChatServiceConfiguration {}
