package dev.infrahub.gateway.idp;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.AuditEntry;
import dev.infrahub.gateway.access.AuditTrail;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.Refusals;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Intake.Accepted;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Documents: handed in to be found again, and asked. */
@RestController
@Tag(name = "Documents", description = "Documents of components, and questions that they answer")
public record DocumentsController(Bodies bodies) {

    /** Hand in a document. */
    @PostMapping("/api/index-doc")
    @Needs(Permission.DOCS_WRITE)
    @Asks(OperationKind.INDEX_DOCUMENT)
    ResponseEntity<String> index(@RequestBody IndexDocument body, Asking asking) {
        DocumentSubmitted asked = bodies.work(asking.caller().id(), () -> body.by(asking));
        return asking.ask(
                OperationKind.INDEX_DOCUMENT, asked.getClient(), Topics.DOCUMENT_SUBMITTED, key(asked), asked, body);
    }

    /** Take a document out, with a line in the audit trail: what it said is gone. */
    @DeleteMapping("/api/index-doc")
    @Needs(Permission.DOCS_WRITE)
    @Asks(OperationKind.REMOVE_DOCUMENT)
    ResponseEntity<String> remove(
            @RequestParam(required = false) @Nullable String entityRef,
            @RequestParam(required = false) @Nullable String docPath,
            @RequestParam(required = false) @Nullable String client,
            Asking asking,
            ServerWebExchange exchange) {
        RemoveDocument body = RemoveDocument.of(entityRef, docPath, client, asking);
        DocumentSubmitted asked = body.at(asking.now());
        AuditEntry entry = Refusals.allowed(
                exchange, asking.caller(), HttpStatus.ACCEPTED.value(), asked.getDocumentId(), asked.getClient());
        Accepted accepted = asking.accept(
                OperationKind.REMOVE_DOCUMENT,
                asked.getClient(),
                Outcome.write(AuditTrail.line(entry)).publish(Topics.DOCUMENT_SUBMITTED, key(asked), asked),
                body);
        return asking.answers().of(asking.settled(accepted));
    }

    /** Of the same document the same, so that what is done to it is done in its order. */
    private static String key(DocumentSubmitted asked) {
        return asked.getClient() + "/" + asked.getEntityRef() + "/" + asked.getDocPath();
    }

    /** Ask the documents. */
    @PostMapping("/api/ask")
    @Needs(Permission.CHAT_ASK)
    @Asks(OperationKind.ASK_DOCUMENTS)
    ResponseEntity<String> ask(@RequestBody AskDocuments body, Asking asking) {
        QuestionAsked asked = body.by(asking);
        return asking.ask(
                OperationKind.ASK_DOCUMENTS, asked.getClient(), Topics.QUESTION_ASKED, asked.getClient(), asked, body);
    }
}
