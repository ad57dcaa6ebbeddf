package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Period;
import dev.infrahub.chatservice.domain.Reach;
import dev.infrahub.events.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A query in the making: always of the reader's clients, and of what of the filter its table knows. */
final class Where {

    private static final String ONE_A_LINE = "\n";

    private final String select;
    private final Filter filter;
    private final List<Object> values = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    /** @param client the column that says whose a row is */
    Where(String select, Reach reach, Filter filter, String client) {
        this.select = select;
        this.filter = filter;
        if (!reach.allClients()) {
            conditions.add(client + " = any (" + texts(reach.clients()) + ")");
        }
        any(client, filter.clients());
    }

    Where modules(String column) {
        return any(column, filter.modules());
    }

    Where environments(String column) {
        return any(column, filter.environments());
    }

    Where risks(String column) {
        return any(column, filter.risks());
    }

    Where changes(String column) {
        return any(column, filter.changes());
    }

    /** One of the columns names one of the people. */
    Where people(String... columns) {
        return filter.people().isEmpty() ? this : oneIsOneOf(filter.people(), columns);
    }

    /** One of the columns is one of these. */
    Where oneIsOneOf(Collection<String> texts, String... columns) {
        String these = texts(texts);
        List<String> ways = new ArrayList<>();
        for (String column : columns) {
            ways.add(column + " = any (" + these + ")");
        }
        conditions.add("(" + String.join(" or ", ways) + ")");
        return this;
    }

    /** One of the columns is within the period. */
    Where during(String... columns) {
        filter.period().ifPresent(period -> conditions.add(within(period, columns)));
        return this;
    }

    private String within(Period period, String... columns) {
        String from = value(period.from());
        String to = value(period.to());
        List<String> ways = new ArrayList<>();
        for (String column : columns) {
            ways.add("(" + column + " >= " + from + " and " + column + " < " + to + ")");
        }
        return "(" + String.join(" or ", ways) + ")";
    }

    /** Nothing where there is nothing to be one of. */
    Where oneOf(String column, Collection<String> texts) {
        conditions.add(column + " = any (" + texts(texts) + ")");
        return this;
    }

    Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    Where after(String column, Instant time) {
        conditions.add(column + " > " + value(time));
        return this;
    }

    private Where any(String column, Collection<String> texts) {
        return texts.isEmpty() ? this : oneOf(column, texts);
    }

    private String texts(Collection<String> texts) {
        return "string_to_array(" + value(String.join(ONE_A_LINE, texts)) + "::text, E'\\n')";
    }

    private String value(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    Write query(String tail) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return new Write(select + where + " " + tail, values);
    }
}
