package dev.infrahub.secretscanner;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.secretscanner.domain.ModuleKey;
import dev.infrahub.secretscanner.domain.ModuleScan;
import dev.infrahub.secretscanner.domain.Standing;
import dev.infrahub.secretscanner.domain.Standing.Turn;
import dev.infrahub.secretscanner.store.Modules;
import dev.infrahub.secretscanner.store.Scans;
import dev.infrahub.workplace.SiftedEvent;
import java.util.Optional;

/** Files were scanned: find out what of it is new and what is gone, keep that, and tell. */
final class CompareScan implements Handler<SecretScanRequested> {

    /** Files and findings that are kept of a module: so much is in memory while a scan of it is compared. */
    private static final long MOST_KEPT = 60_000;

    private final Lookups lookups;

    CompareScan(Lookups lookups) {
        this.lookups = lookups;
    }

    /** Who publishes past the gateway may not have taken out what may not be kept. */
    @Override
    public Outcome handle(Event<SecretScanRequested> event) {
        SecretScanRequested asked = SiftedEvent.of(event.value());
        ModuleScan scan = ScanEvents.scan(asked);
        Optional<ModuleKey> module =
                Optional.ofNullable(asked.getModule()).map(name -> new ModuleKey(asked.getClient(), name));
        Standing before = module.map(this::standing).orElse(Standing.NONE);
        Turn turn = module.isPresent() ? before.after(scan) : before.after(scan).ofNoModule();
        Outcome told = Outcome.write(Scans.add(asked.getClient(), asked.getModule(), asked.getCommit(), scan, turn))
                .answer(Topics.SECRET_SCAN_COMPLETED, event.key(), new ScanEvents(asked, turn).completed());
        return module.filter(_ -> turn.revision() > 0)
                .map(key -> replacing(told, key, before, scan, turn))
                .orElse(told);
    }

    private Standing standing(ModuleKey module) {
        if (Modules.size(lookups, module) > MOST_KEPT) {
            throw new Fault.Invalid(
                    "scan.module_too_large",
                    "More than %d files and findings are known of this module; scan parts of it as modules of their own."
                            .formatted(MOST_KEPT));
        }
        return Modules.standing(lookups, module);
    }

    private static Outcome replacing(Outcome told, ModuleKey module, Standing before, ModuleScan scan, Turn turn) {
        return told.onlyIf(Modules.replace(module, before, turn))
                .and(Modules.forgetFiles(module, turn.gone()))
                .and(Modules.putFiles(module, scan, turn.replaced()))
                .and(Modules.forget(module, turn.forgotten()))
                .and(Modules.put(module, turn.kept()));
    }
}
