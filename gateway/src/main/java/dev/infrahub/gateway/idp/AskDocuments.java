package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Reader;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.QuestionReader;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question to the documents.
 *
 * @param entityRef the only entity whose documents are asked; all where it is left out
 */
record AskDocuments(
        @Nullable @Text(max = 4000, lines = true) String question,
        @Nullable @Text(max = 255) String entityRef,
        @Nullable @ClientName String client,
        @Nullable String team) {

    QuestionAsked by(Asking asking) {
        Reader reader = Reader.of(asking, client);
        return QuestionAsked.newBuilder()
                .setQuestionId(UUID.randomUUID().toString())
                .setClient(asking.clients().meant(client))
                .setTeam(team)
                .setReader(QuestionReader.newBuilder()
                        .setName(reader.name())
                        .setAllClients(reader.allClients())
                        .setClients(reader.clients())
                        .setPermissions(reader.permissions())
                        .build())
                .setQuestion(Given.required("question", question))
                .setEntityRef(Optional.ofNullable(entityRef)
                        .filter(ref -> !ref.isBlank())
                        .orElse(null))
                .setAskedAt(asking.now())
                .build();
    }
}
