package dev.infrahub.supervision;

import java.util.Arrays;

/**
 * The end of work that was to go on.
 *
 * @param work what has ended
 * @param cause why
 */
public record Death(String work, Throwable cause) {

    /** One line. Of what our own code threw the message is left out: it may quote what it choked on. */
    @Override
    public String toString() {
        return "the " + work + " died: " + reason();
    }

    private String reason() {
        return switch (cause) {
            case Ended ended -> String.valueOf(ended.getMessage());
            // the name of a class, or what there was not enough of
            case LinkageError _, VirtualMachineError _ ->
                cause.toString().lines().findFirst().orElseThrow();
            default -> cause.getClass().getName() + place();
        };
    }

    private String place() {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.infrahub."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
