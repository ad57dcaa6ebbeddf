package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.schemas.DocumentSubmitted;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document that questions are to be answered from.
 */
record IndexDocument(
        @Nullable @Text(max = 255) String entityRef,
        @Nullable @Text(max = 500) String docPath,

        @Nullable @Text(max = Integer.MAX_VALUE, isChecked = false)
        String content,

        @Nullable @ClientName String client) {

    DocumentSubmitted by(Asking asking) {
        return DocumentSubmitted.newBuilder()
                .setDocumentId(UUID.randomUUID().toString())
                .setClient(asking.clients().meant(client))
                .setEntityRef(Given.required("entityRef", entityRef))
                .setDocPath(Given.required("docPath", docPath))
                .setContent(Given.sifted("content", Given.required("content", content)))
                .setSubmittedAt(asking.now())
                .build();
    }
}
