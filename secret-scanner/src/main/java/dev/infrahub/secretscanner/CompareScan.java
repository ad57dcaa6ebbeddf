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

    private final Lookups lookups;
    private final TriageWords words;

    CompareScan(Lookups lookups, TriageWords words) {
        this.lookups = lookups;
        this.words = words;
    }

    /** Who publishes past the gateway may not have taken out what may not be kept. */
    @Override
    public Outcome handle(Event<SecretScanRequested> event) {
        SecretScanRequested asked = SiftedEvent.of(event.value());
        ModuleScan scan = ScanEvents.scan(asked);
        Optional<ModuleKey> module =
                Optional.ofNullable(asked.getModule()).map(name -> new ModuleKey(asked.getClient(), name));
        Standing before = module.map(key -> Modules.standing(lookups, key)).orElse(Standing.NONE);
        Turn turn = module.isPresent()
                ? fitting(before.after(scan))
                : before.after(scan).ofNoModule();
        Outcome told = Outcome.write(Scans.add(asked.getClient(), asked.getModule(), scan, turn))
                .answer(Topics.SECRET_SCAN_COMPLETED, event.key(), words.put(new ScanEvents(asked, turn).completed()));
        return module.filter(_ -> turn.revision() > 0)
                .map(key -> replacing(told, key, before, scan, turn))
                .orElse(told);
    }

    /** As it is refused here, a scan of all files, which is never too large, is always compared. */
    private static Turn fitting(Turn turn) {
        if (!turn.fits()) {
            throw new Fault.Invalid(
                    "scan.module_too_large",
                    "With this scan %d files and findings would be known of the module, which is too many; scan all of its files at once,"
                                    .formatted(turn.size())
                            + " or parts of it as modules of their own.");
        }
        return turn;
    }

    private static Outcome replacing(Outcome told, ModuleKey module, Standing before, ModuleScan scan, Turn turn) {
        return told.onlyIf(Modules.replace(module, before, turn))
                .and(Modules.forgetFiles(module, turn.gone()))
                .and(Modules.putFiles(module, scan, turn.replaced()))
                .and(Modules.forget(module, turn.forgotten()))
                .and(Modules.put(module, turn.kept()))
                .and(Modules.forgetResolved(module, turn.lately()))
                .and(Modules.putResolved(module, turn.lately()));
    }
}
