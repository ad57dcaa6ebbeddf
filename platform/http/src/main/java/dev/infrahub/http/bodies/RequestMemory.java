package dev.infrahub.http.bodies;

import dev.infrahub.http.Handover;
import dev.infrahub.http.Problem;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The memory that one request takes for as long as it is there: a small body's record, and its answer from when that is read
 * from the database until the client has it, or the connection is gone. Whoever works for the request finds it here.
 */
public final class RequestMemory {

    /** Of work that is for no request. */
    private static final RequestMemory NOBODYS = nobodys();

    private static final String KEY = RequestMemory.class.getName();

    /** Of an answer; as much as that is on its way with any client. */
    private static final long UNCOUNTED = 32 * 1024;

    /** Of what is sent: what it was made of stays as well until it has gone. */
    private static final long TWICE = 2;

    private static final long BYTES_A_CHARACTER = 2;

    private final String holder;
    private final Budget.Account reading;
    private final Budget.Account answers;
    private long answer;
    private long taken;

    private RequestMemory(String holder, Budget.Account reading, Budget.Account answers) {
        this.holder = holder;
        this.reading = reading;
        this.answers = answers;
    }

    private static RequestMemory nobodys() {
        Budget boundless = new Budget(Budget.Use.READING, Long.MAX_VALUE, Long.MAX_VALUE);
        return new RequestMemory("", boundless.open(""), boundless.open(""));
    }

    /** The same request, counted until it is answered or given up. */
    public static Mono<Void> counting(
            Budget reading, Budget answers, String holder, ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.using(
                () -> new RequestMemory(holder, reading.open(holder), answers.open(holder)),
                memory -> chain.filter(exchange.mutate()
                                .response(memory.counting(exchange.getResponse()))
                                .build())
                        .contextWrite(context -> context.put(KEY, memory)),
                RequestMemory::end);
    }

    /** Of the request that this thread works for. */
    public static RequestMemory current() {
        return of(Handover.context());
    }

    static RequestMemory of(ContextView request) {
        return request.hasKey(KEY) ? request.get(KEY) : NOBODYS;
    }

    /** Whether there is one; work that is for none is counted for nobody. */
    public boolean isOfARequest() {
        return this != NOBODYS;
    }

    /** Whose share it takes. */
    public String holder() {
        return holder;
    }

    /** What a small body takes, until the request is over. */
    void takeBody(long bytes) {
        if (this != NOBODYS) {
            reading.take(bytes);
        }
    }

    void letGoOfBody(long bytes) {
        if (this != NOBODYS) {
            reading.letGo(bytes);
        }
    }

    /** A text that an answer may be made of. */
    public void hold(String text) {
        hold(BYTES_A_CHARACTER * text.length());
    }

    /**
     * So many bytes of an answer, or of what it is made of.
     *
     * @throws Problem 429 or 503
     */
    public synchronized void hold(long bytes) {
        become(answer + bytes);
    }

    /** Nothing of what was read from the database is needed any more. */
    public synchronized void letGo() {
        become(0);
    }

    /** The answer is there, and what it was made of is needed no more. */
    private synchronized void send(DataBuffer whole) {
        become(TWICE * whole.capacity());
    }

    private void become(long bytes) {
        if (this == NOBODYS) {
            return;
        }
        answer = bytes;
        long more = Math.max(0, answer - UNCOUNTED) - taken;
        if (more > 0) {
            answers.take(more);
        } else {
            answers.letGo(-more);
        }
        taken += more;
    }

    private void end() {
        reading.close();
        answers.close();
    }

    private ServerHttpResponse counting(ServerHttpResponse response) {
        return new ServerHttpResponseDecorator(response) {

            @Override
            public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                return body instanceof Mono<?> ? Mono.from(body).flatMap(this::write) : super.writeWith(body);
            }

            private Mono<Void> write(DataBuffer whole) {
                // the server takes a Mono for sent as soon as it has it, a Flux when the client has it
                return super.writeWith(
                        whole.capacity() > UNCOUNTED / TWICE
                                ? Flux.just(whole).map(this::counted)
                                : Mono.just(whole).map(this::counted));
            }

            private DataBuffer counted(DataBuffer whole) {
                try {
                    send(whole);
                    return whole;
                } catch (Problem refused) {
                    DataBufferUtils.release(whole);
                    throw refused;
                }
            }
        };
    }
}
