package dev.infrahub.findings;

/** What one rule opens: ports, or something by its name. */
record Opening(Ports ports, String words, Severity severity) {

    static Opening of(Ports ports) {
        return new Opening(ports, "", Severity.LOW);
    }

    boolean isWithin(Opening other) {
        return words.equals(other.words) && ports.without(other.ports).isEmpty();
    }

    Opening without(Opening other) {
        return new Opening(ports.without(other.ports), words, severity);
    }
}
