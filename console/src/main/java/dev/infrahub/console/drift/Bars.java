package dev.infrahub.console.drift;

import dev.infrahub.console.web.Say;
import java.util.ArrayList;
import java.util.List;

/** A module's history as a picture: a bar a scan, the oldest first, as high as there are resources that drifted. */
public record Bars(List<Bar> bars, int width, int height) {

    private static final int STEP = 12;
    private static final int BAR = 9;
    private static final int HEIGHT = 56;
    private static final int LOWEST = 3;

    /** One scan. */
    public record Bar(int x, int y, int width, int height, String level, String title) {}

    static Bars of(List<Scan> newestFirst) {
        int most = Math.max(
                1, newestFirst.stream().mapToInt(Scan::resourceCount).max().orElse(1));
        List<Bar> bars = new ArrayList<>();
        for (Scan scan : newestFirst.reversed()) {
            int height = Math.max(LOWEST, (HEIGHT - LOWEST) * scan.resourceCount() / most);
            bars.add(new Bar(
                    bars.size() * STEP,
                    HEIGHT - height,
                    BAR,
                    height,
                    scan.driftDetected() ? Say.level(scan.risk()) : "none",
                    Say.time(scan.detectedAt()) + ": " + Say.count(scan.resourceCount(), "resource")));
        }
        return new Bars(List.copyOf(bars), Math.max(STEP, bars.size() * STEP), HEIGHT);
    }
}
