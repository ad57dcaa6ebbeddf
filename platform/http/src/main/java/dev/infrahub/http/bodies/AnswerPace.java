package dev.infrahub.http.bodies;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.http.server.HttpServer;

/**
 * Closes the connection of a client that does not read its answer at a {@link Pace}; else whoever asks and never reads would
 * have the hub hold the answer for ever. Looks only at connections that could not take at once what was written.
 */
public final class AnswerPace extends ChannelOutboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(AnswerPace.class);

    /** So many times in the time that something must be read in, which is found to be over by as much too late. */
    private static final int LOOKS = 6;

    private final Pace pace;
    private @Nullable Future<?> look;
    private long written;
    private long begun;
    private long takenBefore;
    private long takenThen;
    private long taking;

    AnswerPace(Pace pace) {
        this.pace = pace;
    }

    /** On every connection, behind all that makes bytes. */
    public static HttpServer in(HttpServer server, Pace pace) {
        return server.doOnChannelInit(
                (_, channel, _) -> channel.pipeline().addFirst(AnswerPace.class.getSimpleName(), new AnswerPace(pace)));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (pending(context) == 0) {
            // whatever was slow before is over
            stopLooking();
        }
        written += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        var _ = context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        long pending = pending(context);
        if (look == null && pending > 0) {
            begun = now(context);
            takenBefore = written - pending;
            takenThen = takenBefore;
            taking = begun;
            lookAgain(context);
        }
    }

    /** What the connection has not taken. */
    private static long pending(ChannelHandlerContext context) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }

    private void lookAgain(ChannelHandlerContext context) {
        long time = pace.patience().dividedBy(LOOKS).toNanos();
        look = context.executor().schedule(() -> look(context), time, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        look = null;
        long pending = pending(context);
        if (pending == 0) {
            return;
        }
        long taken = written - pending;
        if (taken > takenThen) {
            takenThen = taken;
            taking = now(context);
        }
        if (isTooSlow(now(context))) {
            log.info("A connection was closed: its client did not read the answer in time");
            // with what the kernel holds of it
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = context.close();
        } else {
            lookAgain(context);
        }
    }

    private boolean isTooSlow(long now) {
        return now - taking >= pace.patience().toNanos()
                || pace.left(takenThen - takenBefore, now - begun).isZero();
    }

    private void stopLooking() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopLooking();
    }
}
