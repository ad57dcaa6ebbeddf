package dev.infrahub.connections;

/** A setting that nothing can be started with. The message is for people: it names the variable and what to do. */
public final class SettingRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public SettingRefused(String message) {
        super(message);
    }
}
