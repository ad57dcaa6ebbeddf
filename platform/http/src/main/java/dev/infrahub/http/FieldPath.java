package dev.infrahub.http;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;
import tools.jackson.core.JacksonException.Reference;

/** Where in a request something is, as a problem names it: {@code files[3].path}; without keys of maps, which are the caller's words. */
record FieldPath(String text) {

    static final FieldPath BODY = new FieldPath("");

    /** Of what breaks a constraint. */
    static FieldPath of(Path path) {
        FieldPath at = BODY;
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                at = at.item(node.getIndex());
            }
            // what is in a list or an Optional by itself has no name of its own
            at = node.getKind() == ElementKind.PROPERTY ? at.member(node.getName()) : at;
        }
        return at;
    }

    /** Of what cannot be read. */
    static FieldPath of(List<Reference> path) {
        FieldPath at = BODY;
        for (Reference step : path) {
            if (step.getPropertyName() == null) {
                at = at.item(step.getIndex());
            } else if (step.from() instanceof Class<?> type && type.isRecord()) {
                at = at.member(step.getPropertyName());
            } else {
                return at;
            }
        }
        return at;
    }

    FieldPath member(String name) {
        return new FieldPath(isBody() ? name : text + "." + name);
    }

    FieldPath item(int n) {
        return new FieldPath(text + "[" + n + "]");
    }

    boolean isBody() {
        return text.isEmpty();
    }
}
