package dev.infrahub.gateway.web.plans;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/** What OpenAPI says of the three endpoints that take a plan. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Operation(
        requestBody =
                @RequestBody(
                        required = true,
                        content = {
                            @Content(
                                    mediaType = "application/json",
                                    schema = @Schema(implementation = PlanRequestSchema.class)),
                            @Content(
                                    mediaType = PlanRequests.PLAN_MEDIA_TYPE,
                                    schema =
                                            @Schema(
                                                    type = "object",
                                                    description =
                                                            "The output of 'terraform show -json' as it is;"
                                                                    + " module, client and the rest are query parameters then."))
                        }),
        responses = {
            @ApiResponse(
                    responseCode = "200",
                    description = "The answer, as JSON or, on Accept: text/markdown, as text"),
            @ApiResponse(
                    responseCode = "202",
                    description = "Accepted; the answer will be at Location. On Prefer: respond-async, or when the wait"
                            + " runs out."),
            @ApiResponse(responseCode = "400", description = "Unreadable"),
            @ApiResponse(responseCode = "413", description = "Larger than this hub takes"),
            @ApiResponse(responseCode = "415", description = "Another content type or coding"),
            @ApiResponse(
                    responseCode = "422",
                    description = "Readable and unusable: a member is missing, or it is no plan"),
            @ApiResponse(responseCode = "503", description = "A dependency is away; come back after Retry-After")
        })
@Parameters({
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Prefer",
            description = "respond-async, or wait=N: seconds to wait for the answer (RFC 7240)"),
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Idempotency-Key",
            description = "A repeat under the same key gets the first request's answer"),
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Cache-Control",
            description = "no-cache: analyse the plan anew, even where an answer for it is kept")
})
@interface PlanOperation {

    /** One line for the list of endpoints. */
    @AliasFor(annotation = Operation.class, attribute = "summary")
    String summary();
}
