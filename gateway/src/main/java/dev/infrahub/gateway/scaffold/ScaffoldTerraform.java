package dev.infrahub.gateway.scaffold;

import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.scaffolding.ModuleName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A module that is asked for.
 *
 * @param description what it is to make
 * @param cloud where it is left out, the name or the description is to tell
 * @param name made of the cloud and the resource where it is left out
 * @param owner a reference of Backstage, whose kind and namespace may be left out
 */
record ScaffoldTerraform(
        @NotBlank @Text(max = 4000, lines = true) String description,

        @Nullable @OneOf({"aws", "azurerm", "google", "scaleway"})
        String cloud,

        @Nullable
        @Pattern(regexp = ModuleName.PATTERN, message = ScaffoldTerraform.NAME)
        @Size(max = ModuleName.LONGEST, message = ScaffoldTerraform.NAME)
        String name,

        @Nullable @ClientName String client,

        @Nullable @Pattern(regexp = ScaffoldTerraform.OWNER_PATTERN, message = ScaffoldTerraform.OWNER)
        String owner) {

    static final String NAME =
            "takes tf-{provider}-{resource} in lower case, such as tf-aws-artifacts; 63 characters at most";
    static final String OWNER = "takes an owner as Backstage names one, such as group:default/platform";
    static final String OWNER_PATTERN =
            "([a-z][a-z0-9]{0,62}:)?([a-z0-9][a-z0-9-]{0,62}/)?" + "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";

    /** @throws Problem 422 where the name is of another cloud */
    void requireOneCloud() {
        if (name != null && cloud != null && !name.startsWith("tf-" + cloud + "-")) {
            throw Problem.invalid("name", "takes a name that begins with tf-" + cloud + "-, as cloud says");
        }
    }
}
