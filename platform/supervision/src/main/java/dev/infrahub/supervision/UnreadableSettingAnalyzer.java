package dev.infrahub.supervision;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;

/** Names the variable whose value is of another type, or the setting that there is not; never the value, which may be a secret. */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class UnreadableSettingAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private final Environment environment;

    UnreadableSettingAnalyzer(Environment environment) {
        this.environment = environment;
    }

    /** Of what our own code throws about a value Spring Boot tells the message. */
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException failure) {
        return switch (failure.getCause()) {
            case ConversionException _ -> told(unreadable(failure), failure);
            case UnboundConfigurationPropertiesException unbound -> told(unknown(unbound), failure);
            case null, default -> null;
        };
    }

    private String unreadable(BindException failure) {
        String type = failure.getTarget().getType().toClass().getSimpleName();
        return Variable.of(failure.getName().toString(), environment) + " cannot be read as " + type + ".";
    }

    private static String unknown(UnboundConfigurationPropertiesException unbound) {
        return "There is no setting "
                + unbound.getUnboundProperties().iterator().next().getName() + ".";
    }

    private static FailureAnalysis told(String sentence, BindException failure) {
        return new FailureAnalysis(sentence, null, failure);
    }
}
