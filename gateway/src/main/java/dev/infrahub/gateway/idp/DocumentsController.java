package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

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
                OperationKind.INDEX_DOCUMENT,
                asked.getClient(),
                Topics.DOCUMENT_SUBMITTED,
                asked.getClient() + "/" + asked.getEntityRef() + "/" + asked.getDocPath(),
                asked,
                body);
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
