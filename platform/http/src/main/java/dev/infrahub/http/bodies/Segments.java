package dev.infrahub.http.bodies;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;

/** Bytes that grow without being copied: each segment is about as long as all before it, up to a size. */
final class Segments {

    private static final int SMALLEST = 1024;
    private static final int LARGEST = 1024 * 1024;

    private final List<byte[]> segments = new ArrayList<>();
    /** In the last of them. */
    private int free;

    private long length;

    long length() {
        return length;
    }

    /** How much memory so many bytes more take. */
    int growth(int count) {
        return count <= free ? 0 : segment(count - free);
    }

    private int segment(int count) {
        return Math.max(count, Math.clamp(length, SMALLEST, LARGEST));
    }

    void add(DataBuffer chunk) {
        int fits = Math.min(free, chunk.readableByteCount());
        if (fits > 0) {
            byte[] last = segments.getLast();
            chunk.read(last, last.length - free, fits);
            free -= fits;
            length += fits;
        }
        int rest = chunk.readableByteCount();
        if (rest > 0) {
            byte[] segment = new byte[segment(rest)];
            chunk.read(segment, 0, rest);
            segments.add(segment);
            free = segment.length - rest;
            length += rest;
        }
    }

    Whole whole() {
        return new Whole(List.copyOf(segments), length);
    }

    /** All bytes, to be read as often as needed. */
    record Whole(List<byte[]> segments, long length) {

        InputStream open() {
            List<InputStream> parts = new ArrayList<>();
            long left = length;
            for (byte[] segment : segments) {
                int count = (int) Math.min(segment.length, left);
                parts.add(new ByteArrayInputStream(segment, 0, count));
                left -= count;
            }
            return new SequenceInputStream(Collections.enumeration(parts));
        }
    }
}
