package dev.infrahub.faults;

/** A setting that nothing can be started with. The message is for people: one sentence that names the variable and what to do. */
public final class SettingRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public SettingRefused(String message) {
        super(message);
    }

    public SettingRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
