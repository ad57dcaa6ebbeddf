package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.http.Problem;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.secrets.Secrets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document that no question is to be answered from any more. */
record RemoveDocument(String client, String entityRef, String docPath) {

    private static final int LONGEST_ENTITY = 255;
    private static final int LONGEST_PATH = 500;

    /** @throws Problem 400 where a parameter is not there, or names no document that could have been handed in */
    static RemoveDocument of(
            @Nullable String entityRef, @Nullable String docPath, @Nullable String client, Asking asking) {
        if (client != null && !Clients.NAME.matcher(client).matches()) {
            throw Problem.parameter("client", "the name of a client");
        }
        return new RemoveDocument(
                asking.clients().meant(client),
                name("entityRef", entityRef, LONGEST_ENTITY),
                name("docPath", docPath, LONGEST_PATH));
    }

    private static String name(String parameter, @Nullable String text, int longest) {
        String name = Given.required(parameter, text);
        if (name.length() > longest || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.parameter(parameter, "one line of up to " + longest + " characters");
        }
        if (!Secrets.find(name).isEmpty()) {
            throw Problem.parameter(parameter, "a name without a credential");
        }
        return Given.sifted(parameter, name);
    }

    DocumentSubmitted at(Instant now) {
        return DocumentSubmitted.newBuilder()
                .setDocumentId(UUID.randomUUID().toString())
                .setClient(client)
                .setEntityRef(entityRef)
                .setDocPath(docPath)
                .setContent("")
                .setSubmittedAt(now)
                .build();
    }
}
