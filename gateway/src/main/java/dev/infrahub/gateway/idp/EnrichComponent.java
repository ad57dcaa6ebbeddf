package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.schemas.ComponentFile;
import dev.infrahub.schemas.ComponentSubmitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files of a component that is to be described.
 */
record EnrichComponent(
        @Nullable @Size(max = EnrichComponent.MOST_FILES) @Text(isChecked = false)
        List<@Valid @NotNull SourceFile> files,

        @Nullable @ClientName String client,
        @Nullable String team) {

    static final int MOST_FILES = 200;

    record SourceFile(
            @NotBlank @Text(max = 500) String path,

            @NotNull @Text(max = Integer.MAX_VALUE, isChecked = false)
            String content) {

        ComponentFile event() {
            return new ComponentFile(path, Given.siftedFile(path, content));
        }
    }

    ComponentSubmitted by(Asking asking) {
        if (files == null || files.isEmpty()) {
            throw Problem.missing("files").as(400, "field.missing");
        }
        return ComponentSubmitted.newBuilder()
                .setComponentId(UUID.randomUUID().toString())
                .setClient(asking.clients().meant(client))
                .setTeam(team)
                .setFiles(files.stream().map(SourceFile::event).toList())
                .setSubmittedAt(asking.now())
                .build();
    }
}
