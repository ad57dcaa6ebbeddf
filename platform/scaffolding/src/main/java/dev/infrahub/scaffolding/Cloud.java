package dev.infrahub.scaffolding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cloud, by the name of its Terraform provider. */
public enum Cloud {
    AWS("AWS"),
    AZURERM("Azure"),
    GOOGLE("Google Cloud"),
    SCALEWAY("Scaleway");

    private final String title;

    Cloud(String title) {
        this.title = title;
    }

    /** Such as {@code azurerm}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Cloud> of(String text) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.text().equals(text))
                .findFirst();
    }

    String title() {
        return title;
    }

    /** What descriptions call it. */
    List<String> words() {
        return switch (this) {
            case AWS -> List.of("aws", "amazon", "amazon web service");
            case AZURERM -> List.of("azure", "azurerm", "microsoft azure");
            case GOOGLE -> List.of("google", "google cloud", "gcp");
            case SCALEWAY -> List.of("scaleway", "scw");
        };
    }
}
