package dev.infrahub.console.plans;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.IElkProgressMonitor;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** A graph with everything in its place, in layers from the left: what depends on something stands further right. */
public record Drawing(List<Box> boxes, List<String> lines, int width, int height) {

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("graph-", 0).daemon().factory());

    private static final int HEIGHT = 40;
    private static final int MARGIN = 12;
    private static final int LONGEST = 42;
    /** Of a letter of the stylesheet's 12 pixels, and of the smaller ones below. */
    private static final double LETTER = 7.3;

    private static final double SMALL_LETTER = 6.7;

    static {
        // without this ELK cannot copy the defaults of its own settings
        LayoutMetaDataService.initElkReflect();
    }

    /** A node in its place. */
    public record Box(Graph.Node node, int x, int y, int width, int height) {

        public String name() {
            return brief(node.name());
        }

        public String what() {
            return brief(node.what());
        }

        public boolean isCut() {
            return !name().equals(node.name()) || !what().equals(node.what());
        }
    }

    /**
     * On threads of the platform's, a few of them: how much work it is for the processor a graph decides.
     *
     * @return empty where it takes longer
     */
    static Optional<Drawing> inTime(Graph graph, Duration longest) {
        AtomicBoolean isLate = new AtomicBoolean();
        Future<Drawing> drawn = THREADS.submit(() -> of(graph, new NullElkProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return isLate.get();
            }
        }));
        try {
            return Optional.of(drawn.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            isLate.set(true);
            drawn.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a graph could not be drawn", e);
        }
    }

    static Drawing of(Graph graph) {
        return of(graph, new NullElkProgressMonitor());
    }

    private static Drawing of(Graph graph, IElkProgressMonitor monitor) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 14d);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 44d);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 12d);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
        Map<String, ElkNode> placed = new HashMap<>();
        graph.nodes().forEach(node -> placed.put(node.address(), node(root, node)));
        graph.edges()
                .forEach(edge ->
                        ElkGraphUtil.createSimpleEdge(placed.get(edge.dependency()), placed.get(edge.dependent())));
        new LayeredLayoutProvider().layout(root, monitor);
        return new Drawing(
                graph.nodes().stream().map(node -> box(node, placed)).toList(),
                root.getContainedEdges().stream().map(Drawing::line).toList(),
                up(root.getWidth()),
                up(root.getHeight()));
    }

    private static ElkNode node(ElkNode root, Graph.Node node) {
        ElkNode placed = ElkGraphUtil.createNode(root);
        double text = Math.max(
                LETTER * brief(node.name()).length(),
                SMALL_LETTER * brief(node.what()).length());
        placed.setDimensions(2 * MARGIN + text, HEIGHT);
        return placed;
    }

    private static Box box(Graph.Node node, Map<String, ElkNode> placed) {
        ElkNode at = Objects.requireNonNull(placed.get(node.address()), node.address());
        return new Box(node, (int) at.getX(), (int) at.getY(), up(at.getWidth()), HEIGHT);
    }

    private static String line(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().getFirst();
        StringBuilder line = new StringBuilder("M").append(point(section.getStartX(), section.getStartY()));
        for (ElkBendPoint bend : section.getBendPoints()) {
            line.append('L').append(point(bend.getX(), bend.getY()));
        }
        return line.append('L')
                .append(point(section.getEndX(), section.getEndY()))
                .toString();
    }

    private static String point(double x, double y) {
        return Math.round(x) + " " + Math.round(y);
    }

    private static int up(double length) {
        return (int) Math.ceil(length);
    }

    /** The end of a name tells more than its middle. */
    private static String brief(String text) {
        int half = LONGEST / 2;
        return text.length() <= LONGEST
                ? text
                : text.substring(0, half - 1) + "…" + text.substring(text.length() - half);
    }
}
