package dev.infrahub.ai;

import dev.infrahub.connections.PasswordSetting;
import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.ai}. Without endpoint and key there is no model, and every answer is made of facts alone.
 *
 * @param provider openai (and whatever speaks its protocol), azure or anthropic
 * @param endpoint where the provider is; empty for the provider's own
 * @param key the hub's credential there; none is needed where the provider asks for none
 * @param keyFile a file that holds it, instead
 * @param chatModel the model's name
 * @param embeddingModel of the provider's model that makes vectors; empty where it makes none
 * @param timeout of one try, until the last byte
 * @param callsAtOnce how many calls may be under way
 * @param turnWithin how long a call waits until it is one of them; then there are no words
 * @param retry when a call is tried again
 * @param circuit when none is tried for a while
 * @param prices what tokens cost
 * @param personalData what is taken out of what is sent, beside secrets: email, phone, iban, card, ip; or none
 * @param promptTokens the most that facts may take of a prompt
 * @param keepAnswers how long the same question is answered from what was answered before
 */
@ConfigurationProperties(prefix = "hub.ai", ignoreUnknownFields = false)
public record AiProperties(
        @DefaultValue("") String provider,
        @DefaultValue("") String endpoint,
        @DefaultValue("") String key,
        @DefaultValue("") String keyFile,
        @DefaultValue("") String chatModel,
        @DefaultValue("") String embeddingModel,
        @DefaultValue("12s") Duration timeout,
        @DefaultValue("16") int callsAtOnce,
        @DefaultValue("1s") Duration turnWithin,
        @DefaultValue Retry retry,
        @DefaultValue Circuit circuit,
        @DefaultValue Prices prices,
        @DefaultValue({"email", "phone", "iban", "card"}) List<String> personalData,
        @DefaultValue("900") int promptTokens,
        @DefaultValue("30d") Duration keepAnswers) {

    private static final String NONE = "none";
    private static final int MOST_RETRIES = 10;

    /** Whoever asks waits. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    public AiProperties {
        provider = provider.strip().toLowerCase(Locale.ROOT);
        endpoint = endpoint.strip();
        key = PasswordSetting.of("AI_KEY", key.strip(), keyFile).orElse("");
        keyFile = "";
        chatModel = chatModel.strip();
        embeddingModel = embeddingModel.strip();
        boolean isOn = !endpoint.isEmpty() || !key.isEmpty();
        if (isOn) {
            provider = provider.isEmpty() ? Provider.OPENAI.text() : provider;
            require(
                    Provider.of(provider).isPresent(),
                    "AI_PROVIDER is openai, azure or anthropic; what speaks OpenAI's protocol is openai.");
            require(
                    !chatModel.isEmpty(),
                    "AI_CHAT_MODEL names the model, such as mistral-small-3.2-24b-instruct-2506.");
            require(
                    !endpoint.isEmpty() || !Provider.AZURE.text().equals(provider),
                    "AI_ENDPOINT is needed for azure: https://NAME.openai.azure.com.");
            require(
                    !key.isEmpty() || Provider.OPENAI.text().equals(provider),
                    "AI_KEY is needed for azure and anthropic.");
        }
        require(
                isOn || (provider.isEmpty() && chatModel.isEmpty() && embeddingModel.isEmpty()),
                "AI_ENDPOINT, or AI_KEY for the provider's own address, is needed beside AI_PROVIDER, AI_CHAT_MODEL and"
                        + " AI_EMBEDDING_MODEL.");
        require(
                embeddingModel.isEmpty() || !Provider.ANTHROPIC.text().equals(provider),
                "AI_EMBEDDING_MODEL is not for anthropic, which makes no vectors: leave it out.");
        require(
                endpoint.isEmpty() || isServer(endpoint),
                "AI_ENDPOINT is an http or https address without credentials, query and fragment.");
        require(key.chars().allMatch(c -> c > ' ' && c < 127), "AI_KEY is one word of printable ASCII.");
        require(isBetween(Duration.ofMillis(1), timeout, LONGEST_WAIT), "hub.ai.timeout is between 1 ms and 5 min.");
        require(callsAtOnce >= 1, "hub.ai.calls-at-once is 1 or more.");
        require(isBetween(Duration.ZERO, turnWithin, LONGEST_WAIT), "hub.ai.turn-within is between 0 and 5 min.");
        require(promptTokens >= 200, "hub.ai.prompt-tokens is 200 or more.");
        require(!keepAnswers.isNegative(), "hub.ai.keep-answers is 0 or more.");
        require(!personalData.isEmpty(), "hub.ai.personal-data says none where nothing is taken out.");
        personalData = List.copyOf(personalData);
        var _ = kinds(personalData);
    }

    /**
     * @param count how often after the first try
     * @param pause before the next, where the provider names none
     * @param longestPause where the provider asks for a longer one, there are no words
     */
    public record Retry(
            @DefaultValue("1") int count,
            @DefaultValue("500ms") Duration pause,
            @DefaultValue("3s") Duration longestPause) {

        public Retry {
            require(count >= 0 && count <= MOST_RETRIES, "hub.ai.retry.count is between 0 and " + MOST_RETRIES + ".");
            require(
                    isBetween(Duration.ofMillis(1), pause, LONGEST_WAIT),
                    "hub.ai.retry.pause is between 1 ms and 5 min.");
            require(
                    isBetween(Duration.ZERO, longestPause, LONGEST_WAIT),
                    "hub.ai.retry.longest-pause is between 0 and 5 min.");
        }
    }

    /**
     * @param calls how many of the last calls are looked at
     * @param atLeast how many there must be to judge
     * @param failureRate percent of failures at which nothing more is sent
     * @param pause for how long; where the call after it fails too, for twice as long
     * @param longestPause and no longer than that
     */
    public record Circuit(
            @DefaultValue("6") int calls,
            @DefaultValue("3") int atLeast,
            @DefaultValue("50") int failureRate,
            @DefaultValue("15s") Duration pause,
            @DefaultValue("2m") Duration longestPause) {

        public Circuit {
            require(calls >= 1 && atLeast >= 1 && atLeast <= calls, "hub.ai.circuit.at-least is between 1 and calls.");
            require(failureRate >= 1 && failureRate <= 100, "hub.ai.circuit.failure-rate is between 1 and 100.");
            require(pause.toMillis() >= 1, "hub.ai.circuit.pause is 1 ms or more.");
            require(longestPause.compareTo(pause) >= 0, "hub.ai.circuit.longest-pause is not under pause.");
        }
    }

    /** US dollars for a million tokens; the defaults are the published contract's, and what a model of vectors costs at most providers. */
    public record Prices(
            @DefaultValue("2.0") double input,
            @DefaultValue("6.0") double output,
            @DefaultValue("0.1") double embedding) {

        public Prices {
            require(
                    isPrice(input) && isPrice(output) && isPrice(embedding),
                    "hub.ai.prices are between 0 and 1000000.");
        }

        private static boolean isPrice(double price) {
            return price >= 0 && price <= 1_000_000;
        }

        /** Of tokens that vectors are made of, likewise. */
        long microsOfVectors(Tokens tokens) {
            return Math.round(tokens.input() * embedding);
        }

        /** In millionths of a US dollar. */
        long micros(Tokens tokens) {
            return Math.round(tokens.input() * input + tokens.output() * output);
        }
    }

    /** Whether there is a model to ask. */
    public boolean isOn() {
        return !endpoint.isEmpty() || !key.isEmpty();
    }

    /** Whether its provider makes vectors. */
    public boolean hasEmbeddings() {
        return isOn() && !embeddingModel.isEmpty();
    }

    Provider kind() {
        return Provider.of(provider).orElseThrow();
    }

    Set<PersonalData> scrubbed() {
        return kinds(personalData);
    }

    private static Set<PersonalData> kinds(List<String> names) {
        Set<PersonalData> kinds = EnumSet.noneOf(PersonalData.class);
        names.stream()
                .map(String::strip)
                .filter(name -> !NONE.equals(name))
                .forEach(name -> kinds.add(PersonalData.of(name)
                        .orElseThrow(() -> new SettingRefused("hub.ai.personal-data is none, or some of "
                                + Arrays.stream(PersonalData.values())
                                        .map(PersonalData::text)
                                        .collect(Collectors.joining(", "))
                                + "."))));
        return kinds;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AiProperties[provider=" + provider + ", endpoint=" + endpoint + ", chatModel=" + chatModel + ", key="
                + (key.isEmpty() ? "(none)" : "(set)") + "]";
    }

    private static boolean isServer(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isBetween(Duration least, Duration duration, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new SettingRefused(rule);
        }
    }
}
