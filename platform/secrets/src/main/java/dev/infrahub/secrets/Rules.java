package dev.infrahub.secrets;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The credentials that are recognised. Quantifiers are bounded, and possessive wherever they could be retried, so that no
 * text can make a pattern slow.
 */
public final class Rules {

    /** The one rule that goes by the name of a value instead of its form. */
    static final Rule NAMED = rule(
            "named-secret",
            "Value under a name such as password, secret, token, api_key or connection_string",
            "https://cwe.mitre.org/data/definitions/798.html",
            Assignment.PATTERN,
            SecretName.STEMS);

    private static final List<Rule> BY_FORM = List.of(
            rule(
                    "private-key",
                    "Private key (PEM, OpenSSH, PGP; also inside a Google service account)",
                    "https://www.rfc-editor.org/rfc/rfc7468#section-10",
                    "-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
                            + "[^-]{0,20000}+(?:-(?!-)[^-]{1,20000}+){0,400}+(?:-----END [A-Z0-9 ]{1,40}-----)?",
                    Values::holdsKeyMaterial,
                    "-----begin "),
            rule(
                    "putty-private-key",
                    "PuTTY private key",
                    "https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html",
                    "PuTTY-User-Key-File-[23]: (?:[\\s\\S]{0,12000}?Private-MAC: ?[0-9a-f]{40,64}|[\\s\\S]{0,200})",
                    "putty-user-key-file-"),
            rule(
                    "age-secret-key",
                    "age secret key",
                    "https://github.com/C2SP/C2SP/blob/main/age.md",
                    "AGE-SECRET-KEY-1[0-9A-Z]{58}",
                    "age-secret-key-1"),
            rule(
                    "hub-api-key",
                    "API key of QuantumAPI, or of this hub",
                    "https://docs.quantumapi.eu/en/api-reference",
                    "(?<![A-Za-z0-9])(?:hub|qapi)_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])",
                    "hub_",
                    "qapi_"),
            rule(
                    "aws-key-pair",
                    "AWS secret access key next to its id",
                    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
                    "(?<![A-Za-z0-9])A[KS]IA[A-Z0-9]{16}[\\s,:;|\"'\\\\]{1,6}+([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
                    "akia",
                    "asia"),
            rule(
                    "aws-access-key-id",
                    "AWS access key id",
                    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids",
                    "(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])",
                    "akia",
                    "asia",
                    "abia",
                    "acca"),
            rule(
                    "aws-secret-access-key",
                    "AWS secret access key under its name",
                    "https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html",
                    "(?i:secret_?(?:access)?_?key)[\"'\\\\]{0,3}+\\s{0,20}+(?:=>|[:=])\\s{0,20}+[\"'\\\\]{0,3}+"
                            + "([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
                    "secret_access_key",
                    "secretaccesskey",
                    "secret_key",
                    "secretkey"),
            rule(
                    "azure-account-key",
                    "Azure key in a connection string (Storage, Service Bus, Event Hubs, Cosmos DB)",
                    "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
                    "(?:Shared)?(?:Account|Access)Key=([A-Za-z0-9+/%]{40,100}={0,2})",
                    "accountkey=",
                    "sharedaccesskey="),
            rule(
                    "azure-long-key",
                    "Azure Storage, Batch, Cosmos DB or API Management key with Microsoft's fixed signature",
                    "https://github.com/microsoft/security-utilities",
                    "(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{76}(?:APIM|ACDb|\\+(?:ABa|AMC|ASt))[A-Za-z0-9+/]{5}[AQgw]==",
                    76,
                    "apim",
                    "acdb",
                    "+aba",
                    "+amc",
                    "+ast"),
            rule(
                    "azure-short-key",
                    "Azure Service Bus, Event Hubs, Relay or IoT key with Microsoft's fixed signature",
                    "https://github.com/microsoft/security-utilities",
                    "(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{33}(?:AIoT|\\+(?:ASb|AEh|ARm))[A-Za-z0-9+/]{5}[A-Za-z0-9+/]=",
                    33,
                    "aiot",
                    "+asb",
                    "+aeh",
                    "+arm"),
            rule(
                    "azure-client-secret",
                    "Microsoft Entra client secret",
                    "https://learn.microsoft.com/purview/sit-defn-client-secret-api-key",
                    "(?<![\\w~.-])[\\w~.-]{3}[0-9]Q~[\\w~.-]{31,34}(?![\\w~.-])",
                    4,
                    "q~"),
            rule(
                    "azure-sas",
                    "Azure shared access signature",
                    "https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-the-signature",
                    "(?<=[?&;\\s\"'])sig=([A-Za-z0-9%+/]{40,120}={0,2})",
                    "sig="),
            rule(
                    "google-api-key",
                    "Google API key",
                    "https://cloud.google.com/docs/authentication/api-keys",
                    "(?<![\\w-])AIza[\\w-]{35}(?![\\w-])",
                    "aiza"),
            rule(
                    "google-oauth",
                    "Google OAuth client secret or access token",
                    "https://developers.google.com/identity/protocols/oauth2",
                    "(?<![\\w-])(?:GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{20,1000})",
                    "gocspx-",
                    "ya29."),
            rule(
                    "github-token",
                    "GitHub token",
                    "https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
                    "(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\\w{22,255})",
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_"),
            rule(
                    "gitlab-token",
                    "GitLab token",
                    "https://docs.gitlab.com/security/tokens/#token-prefixes",
                    "(?<![A-Za-z0-9])(?:gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent)-[\\w.-]{20,300}"
                            + "|GR1348941[\\w-]{20,40})",
                    "glpat-",
                    "gldt-",
                    "glrt-",
                    "glcbt-",
                    "glptt-",
                    "glft-",
                    "glsoat-",
                    "glimt-",
                    "glagent-",
                    "gr1348941"),
            rule(
                    "slack-token",
                    "Slack token",
                    "https://docs.slack.dev/authentication/tokens",
                    "(?<![A-Za-z0-9])(?:xox[abeoprs]|xapp|xoxe\\.xox[bp])-[A-Za-z0-9-]{10,300}",
                    "xox",
                    "xapp-"),
            rule(
                    "slack-webhook",
                    "Slack incoming webhook",
                    "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
                    "hooks\\.slack\\.com/(?:services|workflows|triggers)/([A-Za-z0-9/+]{40,60})",
                    "hooks.slack.com/"),
            rule(
                    "stripe-key",
                    "Stripe secret or restricted key, or webhook secret",
                    "https://docs.stripe.com/keys",
                    "(?<![A-Za-z0-9])(?:[rs]k_(?:live|test)_[A-Za-z0-9]{10,247}|whsec_[A-Za-z0-9+/]{24,100}={0,2})",
                    "sk_live_",
                    "sk_test_",
                    "rk_live_",
                    "rk_test_",
                    "whsec_"),
            rule(
                    "npm-token",
                    "npm access token",
                    "https://docs.npmjs.com/about-access-tokens",
                    "(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])",
                    "npm_"),
            rule(
                    "pypi-token",
                    "PyPI upload token",
                    "https://pypi.org/help/#apitoken",
                    "(?<![A-Za-z0-9])pypi-Ag[\\w-]{50,1000}",
                    "pypi-ag"),
            rule(
                    "terraform-token",
                    "HCP Terraform or Terraform Enterprise token",
                    "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
                    "(?<![A-Za-z0-9])[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70}",
                    14,
                    ".atlasv1."),
            rule(
                    "vault-token",
                    "HashiCorp Vault token",
                    "https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes",
                    "(?<![A-Za-z0-9])hv[sbr]\\.[\\w-]{20,300}",
                    "hvs.",
                    "hvb.",
                    "hvr."),
            rule(
                    "scaleway-access-key",
                    "Scaleway access key; its secret key is a UUID, recognised by its name",
                    "https://www.scaleway.com/en/docs/iam/concepts/#api-key",
                    "(?<![A-Za-z0-9])SCW(?=[A-Z0-9]{0,16}[0-9])[A-Z0-9]{17}(?![A-Za-z0-9])",
                    "scw"),
            rule(
                    "prefixed-token",
                    "Token whose issuer gave it a prefix (Docker, DigitalOcean, Databricks, Doppler, Grafana, Hugging Face, Linear,"
                            + " OpenAI, Anthropic, RubyGems, SendGrid, Sentry, Shopify, Tailscale,"
                            + " Atlassian, PlanetScale, 1Password)",
                    "https://docs.github.com/code-security/secret-scanning/introduction/supported-secret-scanning-patterns",
                    "(?<![A-Za-z0-9])(?:dckr_[op]at_[\\w-]{20,60}|do[opr]_v1_[0-9a-f]{64}|dapi[0-9a-f]{32}|dp\\.[a-z]{2,6}\\.\\w{40,60}"
                            + "|gl(?:sa|c)_[\\w=+/]{32,400}|hf_[A-Za-z0-9]{34}|lin_api_[A-Za-z0-9]{40}"
                            + "|sk-(?:proj-|svcacct-|ant-|or-)?[\\w-]{32,300}"
                            + "|rubygems_[0-9a-f]{48}|SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}|sntrys_[\\w=+/]{40,400}"
                            + "|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|tskey-[a-z]{3,10}-[\\w-]{20,80}|ATATT3[\\w=-]{100,250}"
                            + "|pscale_(?:tkn|oauth|pw)_[\\w.=-]{32,64}|ops_eyJ[\\w=-]{100,1000})",
                    "dckr_",
                    "doo_v1_",
                    "dop_v1_",
                    "dor_v1_",
                    "dapi",
                    "dp.",
                    "glsa_",
                    "glc_",
                    "hf_",
                    "lin_api_",
                    "sk-",
                    "rubygems_",
                    "sg.",
                    "sntrys_",
                    "shpat_",
                    "shpca_",
                    "shppa_",
                    "shpss_",
                    "tskey-",
                    "atatt3",
                    "pscale_",
                    "ops_eyj"),
            rule(
                    "jwt",
                    "JSON Web Token",
                    "https://www.rfc-editor.org/rfc/rfc7519#section-3",
                    "(?<![\\w-])eyJ[\\w-]{10,4000}+\\.[\\w-]{0,8000}+\\.[\\w-]{10,8000}+(?:\\.[\\w-]{10,8000}+){0,2}",
                    "eyj"),
            rule(
                    "url-password",
                    "Password in a URL or connection URI",
                    "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
                    "://[^\\s:/?#@\"'<>\\\\]{0,200}+:([^\\s@/\"'<>\\\\]{1,500}+)@",
                    Values::isLiteral,
                    "://"),
            rule(
                    "url-token",
                    "Token as the user of a URL",
                    "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
                    "://([A-Za-z0-9_-]{20,300}+)@",
                    Values::looksRandom,
                    "://"),
            rule(
                    "authorization-header",
                    "Authorization header",
                    "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2",
                    "(?i:authorization)[\"'\\\\]{0,3}+\\s{0,20}+(?:=>|[:=,])\\s{0,20}+[\"'\\\\]{0,3}+"
                            + "(?i:basic|bearer|token|apikey|splunk|digest)\\s{1,5}+([\\w.~+/=:-]{6,8000}+)",
                    Values::isLiteral,
                    "authorization"),
            rule(
                    "bearer-token",
                    "Bearer token",
                    "https://www.rfc-editor.org/rfc/rfc6750#section-2.1",
                    "(?i:bearer)\\s{1,5}+([\\w.~+/=-]{20,8000}+)",
                    Values::looksRandom,
                    "bearer "));

    private static final List<Rule> ALL =
            Stream.concat(BY_FORM.stream(), Stream.of(NAMED)).toList();

    private Rules() {}

    /** Every rule, the most specific first. */
    public static List<Rule> all() {
        return ALL;
    }

    private static Rule rule(
            String id, String title, String source, String pattern, Predicate<String> test, String... keywords) {
        return new Rule(id, title, source, Pattern.compile(pattern), 0, test, List.of(keywords));
    }

    private static Rule rule(String id, String title, String source, String pattern, String... keywords) {
        return rule(id, title, source, pattern, 0, keywords);
    }

    private static Rule rule(String id, String title, String source, String pattern, int lead, String... keywords) {
        return new Rule(id, title, source, Pattern.compile(pattern), lead, Values::isNoExample, List.of(keywords));
    }
}
