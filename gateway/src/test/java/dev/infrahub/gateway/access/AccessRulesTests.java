package dev.infrahub.gateway.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.http.Addresses;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

class AccessRulesTests {

    /** Endpoints of nobody. */
    static final class Endpoints {

        @Needs(Permission.PLANS_READ)
        String said() {
            return "";
        }

        @Needs({})
        String saidToNeedNone() {
            return "";
        }

        String silent() {
            return "";
        }
    }

    private static AccessRules rules(String... methods) throws NoSuchMethodException {
        RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
        StaticApplicationContext context = new StaticApplicationContext();
        context.refresh();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        for (String method : methods) {
            mapping.registerMapping(
                    RequestMappingInfo.paths("/" + method)
                            .methods(RequestMethod.GET)
                            .build(),
                    new Endpoints(),
                    Endpoints.class.getDeclaredMethod(method));
        }
        return new AccessRules(
                new VerificationLinks(new byte[32]),
                new CallerLimits(1, 1),
                new CallerAddresses(new Addresses(0), Optional.empty()),
                new ObjectProvider<>() {
                    @Override
                    public RequestMappingHandlerMapping getObject() {
                        return mapping;
                    }
                });
    }

    @Test
    void an_endpoint_that_says_what_it_needs_lets_the_gateway_start() throws Exception {
        assertThatCode(rules("said", "saidToNeedNone")::afterSingletonsInstantiated)
                .doesNotThrowAnyException();
    }

    @Test
    void an_endpoint_that_does_not_say_what_it_needs_stops_the_start() throws Exception {
        assertThatThrownBy(rules("said", "silent")::afterSingletonsInstantiated)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("silent()")
                .hasMessageContaining("@Needs");
    }
}
