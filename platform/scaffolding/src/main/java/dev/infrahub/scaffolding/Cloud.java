package dev.infrahub.scaffolding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cloud, by the name of its Terraform provider. */
public enum Cloud {
    AWS("AWS", List.of("aws", "amazon", "amazon web service")),
    AZURERM("Azure", List.of("azure", "azurerm", "microsoft azure")),
    GOOGLE("Google Cloud", List.of("google", "google cloud", "gcp")),
    SCALEWAY("Scaleway", List.of("scaleway", "scw"));

    private final String title;
    private final List<String> words;

    Cloud(String title, List<String> words) {
        this.title = title;
        this.words = words;
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
        return words;
    }
}
