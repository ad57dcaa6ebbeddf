package dev.infrahub.console.remote;

/**
 * Who asks the gateway.
 *
 * @param credential what they prove themselves by
 * @param address where their browser is
 * @param trace of the page that is made for them
 */
public record Asker(Credential credential, String address, Trace trace) {

    public static Asker of(Credential credential, String address) {
        return new Asker(credential, address, Trace.begin());
    }
}
