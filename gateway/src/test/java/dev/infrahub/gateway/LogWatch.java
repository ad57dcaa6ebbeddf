package dev.infrahub.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Whatever the log of this process says, at the level of an installation, that holds a word. */
final class LogWatch {

    /** A tenant's name, which is one's own to say. */
    private static final String MAY_BE_SAID = "client";

    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final String word;
    private final UnsynchronizedAppenderBase<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            look(event);
        }
    };

    LogWatch(String word) {
        this.word = word;
    }

    void start() {
        found.clear();
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.setLevel(Level.INFO);
        root.addAppender(appender);
    }

    void stop() {
        root.detachAppender(appender);
        root.setLevel(before);
    }

    List<String> found() {
        return List.copyOf(found);
    }

    private void look(ILoggingEvent event) {
        String said = Stream.of(
                        Stream.of(event.getLoggerName(), event.getFormattedMessage()),
                        Stream.ofNullable(event.getKeyValuePairs())
                                .flatMap(List::stream)
                                .filter(pair -> !pair.key.equals(MAY_BE_SAID))
                                .map(KeyValuePair::toString),
                        event.getMDCPropertyMap().values().stream(),
                        Stream.ofNullable(event.getThrowableProxy()).map(ThrowableProxyUtil::asString))
                .flatMap(part -> part)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        if (said.contains(word)) {
            found.add(said);
        }
    }
}
