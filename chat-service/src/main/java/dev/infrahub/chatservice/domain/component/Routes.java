package dev.infrahub.chatservice.domain.component;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Routes that code declares, line by line: ASP.NET Core, Spring, Express, FastAPI and Go. A route whose path is no text in its line
 * is not told.
 */
final class Routes {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head");

    /** What is no route although it has such a name: the beginning of a call's receiver. */
    private static final Set<String> ROUTERS =
            Set.of("app", "router", "r", "api", "e", "server", "fastify", "group", "mux", "g", "v1");

    private final Map<String, String> prefixes = new HashMap<>();
    private final Found found;
    private String classPrefix = "";

    private Routes(Found found) {
        this.found = found;
    }

    static void read(SourceFile file, Found found) {
        Routes routes = new Routes(found);
        String controller = controller(file);
        file.content()
                .lines()
                .map(String::strip)
                .filter(line -> !isComment(line))
                .forEach(line -> routes.read(line, controller));
    }

    private static boolean isComment(String line) {
        return line.startsWith("//") || line.startsWith("#") || line.startsWith("*") || line.startsWith("/*");
    }

    /** What ASP.NET Core puts in place of {@code [controller]}. */
    private static String controller(SourceFile file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        int end = name.indexOf("Controller.");
        return end < 0 ? "" : name.substring(0, end);
    }

    private void read(String line, String controller) {
        if (line.startsWith("[Route(") || line.startsWith("@RequestMapping(")) {
            classPrefix = text(line).orElse("").replace("[controller]", controller);
        } else if (line.startsWith("[Http")) {
            attribute(line, "[Http".length());
        } else if (line.startsWith("@") && line.contains("Mapping")) {
            annotation(line);
        } else {
            group(line);
            calls(line);
        }
    }

    /** Every call of a line: of short code several stand in one. */
    private void calls(String line) {
        for (int open = line.indexOf('('); open >= 0; open = line.indexOf('(', open + 1)) {
            call(line, open);
        }
    }

    /** {@code [HttpGet("{id}")]}. */
    private void attribute(String line, int from) {
        int end = endOfWord(line, from);
        String method = line.substring(from, end);
        if (METHODS.contains(method.toLowerCase(Locale.ROOT))) {
            found.endpoint(method, joined(classPrefix, text(line.substring(end)).orElse("")));
        }
    }

    /** {@code @GetMapping("/{id}")}. */
    private void annotation(String line) {
        int end = line.indexOf("Mapping");
        String method = line.substring(1, end);
        if (METHODS.contains(method.toLowerCase(Locale.ROOT))) {
            found.endpoint(method, joined(classPrefix, text(line.substring(end)).orElse("")));
        }
    }

    /** {@code var orders = app.MapGroup("/api/orders")}, {@code router = APIRouter(prefix="/orders")}, {@code v1 := r.Group("/v1")}. */
    private void group(String line) {
        int set = line.indexOf('=');
        boolean isGroup = line.contains(".MapGroup(") || line.contains("APIRouter(") || line.contains(".Group(");
        if (!isGroup || set < 0) {
            return;
        }
        String before = line.substring(0, set).replace(":", " ").strip();
        String name = before.substring(before.lastIndexOf(' ') + 1);
        int dot = line.indexOf('.', set);
        String outer = dot < 0
                ? ""
                : prefixes.getOrDefault(line.substring(set + 1, dot).strip(), "");
        text(line.substring(set)).ifPresent(path -> prefixes.put(name, joined(outer, path)));
    }

    /** {@code app.MapGet("/x", …)}, {@code router.get('/x', …)}, {@code @app.get("/x")}, {@code r.GET("/x", …)}, {@code HandleFunc("GET /x", …)}. */
    private void call(String line, int open) {
        int dot = startOfName(line, open) - 1;
        if (dot < 0 || line.charAt(dot) != '.') {
            return;
        }
        String called = line.substring(dot + 1, open);
        String receiver = line.substring(startOfName(line, dot), dot);
        String path = firstText(line, open + 1);
        if (path.isEmpty()) {
            return;
        }
        String method = (called.startsWith("Map") ? called.substring(3) : called).toLowerCase(Locale.ROOT);
        boolean isRouter = ROUTERS.contains(receiver) || prefixes.containsKey(receiver);
        if (METHODS.contains(method) && path.startsWith("/") && (isRouter || called.startsWith("Map"))) {
            found.endpoint(method, joined(prefixes.getOrDefault(receiver, ""), path));
        } else if (called.equals("HandleFunc") || called.equals("Handle")) {
            handled(path);
        }
    }

    /** Since Go 1.22 the pattern may begin with the method; without one nobody knows it. */
    private void handled(String pattern) {
        int space = pattern.indexOf(' ');
        if (space > 0 && METHODS.contains(pattern.substring(0, space).toLowerCase(Locale.ROOT))) {
            found.endpoint(pattern.substring(0, space), pattern.substring(space + 1));
        }
    }

    private static int startOfName(String line, int end) {
        int start = end;
        while (start > 0 && (Character.isLetterOrDigit(line.charAt(start - 1)) || line.charAt(start - 1) == '_')) {
            start--;
        }
        return start;
    }

    /** The text in quotes that begins here, behind blanks; empty where there is none. */
    private static String firstText(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        boolean isQuoted = at < line.length() && "\"'`".indexOf(line.charAt(at)) >= 0;
        int end = isQuoted ? line.indexOf(line.charAt(at), at + 1) : -1;
        return end < 0 ? "" : line.substring(at + 1, end);
    }

    private static int endOfWord(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isLetter(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static Optional<String> text(String code) {
        List<String> texts = Texts.quotedIn(code);
        return texts.stream().findFirst();
    }

    private static String joined(String prefix, String path) {
        String whole = prefix + (path.isEmpty() || path.startsWith("/") || prefix.endsWith("/") ? "" : "/") + path;
        String rooted = whole.startsWith("/") ? whole : "/" + whole;
        return rooted.replace("//", "/");
    }
}
