package dev.infrahub.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The forms in which an endpoint has its answer, and the choice among them by {@code Accept} (RFC 9110, 12.5.1): of each form the
 * most specific range counts, whose quality says how welcome it is, and 0 that it is not. Of two that are as welcome, the one
 * that was named more exactly, then earlier, then ours.
 */
public record Formats(List<MediaType> offered) {

    public static Formats of(MediaType... offered) {
        return new Formats(List.of(offered));
    }

    /** How welcome a form is, and by which of the ranges. */
    private record Welcome(MediaType offer, MediaType range, int place) {

        double quality() {
            return range.getQualityValue();
        }
    }

    /** @throws Problem 406 where none is acceptable */
    public MediaType chosen(HttpHeaders headers) {
        List<MediaType> ranges = headers.getAccept();
        if (ranges.isEmpty()) {
            return offered.getFirst();
        }
        return offered.stream()
                .flatMap(offer -> welcome(offer, ranges).stream())
                .filter(welcome -> welcome.quality() > 0)
                .min(Comparator.comparingDouble(Welcome::quality)
                        .reversed()
                        .thenComparing(welcome -> exactness(welcome.range()), Comparator.reverseOrder())
                        .thenComparingInt(Welcome::place))
                .map(Welcome::offer)
                .orElseThrow(this::notAcceptable);
    }

    private static Optional<Welcome> welcome(MediaType offer, List<MediaType> ranges) {
        return IntStream.range(0, ranges.size())
                .filter(place -> ranges.get(place).includes(offer))
                .mapToObj(place -> new Welcome(offer, ranges.get(place), place))
                .max(Comparator.comparingInt((Welcome welcome) -> exactness(welcome.range()))
                        .thenComparing(Welcome::place, Comparator.reverseOrder()));
    }

    private static int exactness(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    private Problem notAcceptable() {
        return Problem.of(
                        406,
                        "accept.unsupported",
                        "This endpoint answers "
                                + offered.stream()
                                        .map(type -> type.getType() + "/" + type.getSubtype())
                                        .collect(Collectors.joining(" or "))
                                + ".")
                .field(HttpHeaders.ACCEPT);
    }
}
