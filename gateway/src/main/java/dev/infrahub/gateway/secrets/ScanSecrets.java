package dev.infrahub.gateway.secrets;

import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.scanning.ScanLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Files to be scanned.
 *
 * @param complete whether these are all files of the module; not, where nothing is said
 */
record ScanSecrets(
        @NotEmpty @Size(max = ScanLimits.MOST_FILES) @Text(isChecked = false)
        List<@Valid @NotNull GivenFile> files,

        @Nullable String module,

        @Nullable @ClientName String client,

        @Nullable @Text(max = 100) String commit,
        @Nullable Boolean complete) {

    /** A file, character by character as it is: it is scanned for what other texts may not hold. */
    record GivenFile(
            @NotNull @Text(max = 500, isChecked = false) @JsonDeserialize(using = Verbatim.class)
            String path,

            @NotNull @Text(max = Integer.MAX_VALUE, isChecked = false) @JsonDeserialize(using = Verbatim.class)
            String content) {}
}
