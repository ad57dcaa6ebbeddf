package dev.infrahub.secretscanner;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.git.GitLimits;
import dev.infrahub.secretscanner.RepositoryLook.Before;
import dev.infrahub.secretscanner.RepositoryLook.Result;
import dev.infrahub.secretscanner.domain.CatalogModule;
import dev.infrahub.secretscanner.domain.ScannedCommit;
import dev.infrahub.secretscanner.store.CatalogModules;
import dev.infrahub.secretscanner.store.CatalogModules.Due;
import dev.infrahub.secretscanner.store.Modules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Scans the modules of the catalog whose turn it is, each taken by one instance of the service. What comes of a scan goes the
 * way of one that was handed in; who ends half way has only kept a module from being taken for a while.
 */
final class ScheduledScans {

    /** Sooner than what went well, and not at once. */
    private static final int RETRIES_EACH_TURN = 12;

    /** Of asking for the commit, of fetching it and of scanning it; and then as long again. */
    private static final int LONGEST_OF_A_TURN = 6;

    private final Lookups lookups;
    private final Commits commits;
    private final RepositoryLook look;
    private final Duration every;
    private final Duration longest;
    private final Clock clock;

    ScheduledScans(
            Lookups lookups, Commits commits, RepositoryLook look, Duration every, GitLimits limits, Clock clock) {
        this.lookups = lookups;
        this.commits = commits;
        this.look = look;
        this.every = every;
        this.longest = limits.longest().multipliedBy(LONGEST_OF_A_TURN);
        this.clock = clock;
    }

    /** Scans one module; returns whether one was waiting. */
    boolean next() {
        Instant now = clock.instant();
        Optional<Due> due = CatalogModules.take(lookups, UUID.randomUUID().toString(), now, now.plus(longest));
        due.ifPresent(one -> scan(one, now));
        return due.isPresent();
    }

    private void scan(Due due, Instant now) {
        CatalogModule module = due.module();
        Before before = new Before(
                due.last(), CatalogModules.copies(lookups, module.key()), Modules.standing(lookups, module.key()));
        Result result = look.at(module, before, now);
        if (Thread.currentThread().isInterrupted()) {
            // the service stops: that says nothing about the module
            return;
        }
        // so that one turn may be missed before anybody is told
        ScheduledEvents told = new ScheduledEvents(module.key(), now, now.plus(every.multipliedBy(2)));
        switch (result) {
            case Result.Unchanged(ScannedCommit scanned) ->
                commit(due, Optional.of(scanned), every, told.of(told.unchanged(scanned)));
            case Result.Scanned scanned ->
                commit(
                        due,
                        Optional.of(scanned.scanned()),
                        every,
                        told.of(told.scanned(scanned))
                                .and(CatalogModules.forgetCopies(module.key()))
                                .and(CatalogModules.putCopies(module.key(), scanned.copies())));
            case Result.Failed(var failure) ->
                commit(due, due.last(), every.dividedBy(RETRIES_EACH_TURN), told.of(told.failed(failure)));
        }
    }

    private void commit(Due due, Optional<ScannedCommit> scanned, Duration pause, Outcome outcome) {
        commits.commit(CatalogModules.giveBack(due, scanned, clock.instant().plus(pause)), outcome, Optional.empty())
                .block();
    }
}
