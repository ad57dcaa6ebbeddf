package dev.infrahub.events;

/** What is done with each record of a subscription. */
interface Work {

    /**
     * Whether it is what a trusted service signed, where that counts. By its bytes alone.
     *
     * @throws Distrusted where it is not
     * @throws Outage when what that is kept in is away
     */
    void believe(Delivery delivery);

    /** One try. What it throws says whether another may help: {@link Reason}. */
    void handle(Delivery delivery);

    /**
     * Dead-lettered, and told to whoever waits. From then on it is not handled any more.
     *
     * @throws Outage when Postgres or Kafka is away; then again
     */
    void giveUp(Delivery delivery, Reason reason);

    /** It will be tried again. */
    void waits(Delivery delivery, Reason reason);
}
