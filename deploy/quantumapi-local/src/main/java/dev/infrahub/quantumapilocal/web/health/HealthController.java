package dev.infrahub.quantumapilocal.web.health;

import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.store.Database;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the installation works; open to all, and no audit row. */
@RestController
@RequestMapping(Calls.BASE)
@Tag(name = "Health")
public class HealthController {

    private static final int AWAY = 503;

    private final Database database;
    private final MasterKeys masterKeys;

    public HealthController(Database database, MasterKeys masterKeys) {
        this.database = database;
        this.masterKeys = masterKeys;
    }

    /** @param masterKeyId a name, no key */
    record Health(String status, String version, String masterKeyId) {}

    @GetMapping("/health")
    ResponseEntity<Health> health() {
        boolean healthy = database.answers();
        return ResponseEntity.status(healthy ? 200 : AWAY)
                .cacheControl(CacheControl.noStore())
                .body(new Health(healthy ? "healthy" : "unhealthy", version(), masterKeys.currentId()));
    }

    private static String version() {
        String built = HealthController.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}
