package dev.infrahub.standalone;

/** The order in which parts stop: first who lets work in, last who keeps it. */
enum Rank {
    CONSOLE,
    GATEWAY,
    WORKER,
    QUANTUMAPI,
    REGISTRY,
    BROKER,
    DATABASE
}
