package dev.infrahub.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Function;
import org.springframework.http.MediaType;
import reactor.netty.NettyPipeline;
import reactor.netty.http.logging.AbstractHttpMessageLogFactory;
import reactor.netty.http.logging.HttpMessageArgProvider;
import reactor.netty.http.server.HttpServer;

/**
 * What the server refuses before any of our code sees it, such as a head that is no HTTP, it refuses without a word; here it
 * gets a problem as its body.
 */
@ChannelHandler.Sharable
public final class WordlessRefusals extends ChannelOutboundHandlerAdapter {

    private static final int FIRST_REFUSAL = 400;

    private final Function<Problem, byte[]> body;

    public WordlessRefusals(ProblemHandler problems) {
        this.body = problems::bytes;
    }

    /** Sees what is sent just before it is bytes; what cannot be read is not told to the log either. */
    public HttpServer in(HttpServer server) {
        return server.httpMessageLogFactory(new Untold())
                .doOnChannelInit((_, channel, _) -> channel.pipeline()
                        .addAfter(NettyPipeline.HttpCodec, WordlessRefusals.class.getSimpleName(), this));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response
                && response.status().code() >= FIRST_REFUSAL
                && !response.content().isReadable()
                && !MediaType.APPLICATION_PROBLEM_JSON_VALUE.equals(
                        response.headers().get(HttpHeaderNames.CONTENT_TYPE))) {
            var _ = context.write(worded(response), promise);
            ReferenceCountUtil.release(response);
        } else {
            var _ = context.write(message, promise);
        }
    }

    private FullHttpResponse worded(FullHttpResponse response) {
        byte[] bytes = body.apply(problem(response.status().code()));
        FullHttpResponse worded = new DefaultFullHttpResponse(
                response.protocolVersion(), response.status(), Unpooled.wrappedBuffer(bytes));
        worded.headers()
                .set(response.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        return worded;
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "request.malformed", "This is no HTTP request that can be read.");
            case 413, 414, 431 ->
                Problem.of(status, "request.too_long", "The URL or a header is longer than the server reads.");
            default -> Problem.of(status, "request.refused", "The server does not take this request.");
        };
    }

    /** What a message is, and nothing that it says. */
    private static final class Untold extends AbstractHttpMessageLogFactory {

        @Override
        public String common(HttpMessageArgProvider message) {
            return message.httpMessageType().toString();
        }
    }
}
