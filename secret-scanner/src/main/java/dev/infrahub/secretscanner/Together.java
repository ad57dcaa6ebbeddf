package dev.infrahub.secretscanner;

import dev.infrahub.supervision.Recurring;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Work that begins and ends with the service; none where there is nothing to do. */
record Together(List<Recurring> all) implements SmartLifecycle {

    @Override
    public void start() {
        all.forEach(Recurring::start);
    }

    @Override
    public void stop() {
        all.forEach(Recurring::stop);
    }

    @Override
    public boolean isRunning() {
        return all.stream().anyMatch(Recurring::isRunning);
    }
}
