package dev.infrahub.secrets;

import static dev.infrahub.secrets.CharClass.ALPHANUMERIC;
import static dev.infrahub.secrets.CharClass.DASHED;

import java.util.List;
import java.util.stream.Stream;

/** The credentials that are recognised. */
public final class Rules {

    private static final CharClass BASE64 = CharClass.of("A-Za-z0-9+/");
    private static final CharClass PADDED = CharClass.of("A-Za-z0-9+/=");
    private static final CharClass TILDED = CharClass.of("A-Za-z0-9_~.-");

    /** What can not stand before the parameter of a URL. */
    private static final CharClass NO_SEPARATOR = CharClass.of("^?&;\\s\"'");

    private static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /** Goes by the name of a value instead of its form. */
    static final Rule NAMED = new Rule(
                    "named-secret",
                    "Value under a name such as password, secret, token, api_key or connection_string",
                    "https://cwe.mitre.org/data/definitions/798.html",
                    "",
                    SecretName.STEMS)
            .read(Rule.Reading.NAME);

    static final Rule COMMAND_LINE = new Rule(
                    "command-line",
                    "Password among the arguments of a command (mysql -p, curl -u, sshpass, docker login, …)",
                    "https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html",
                    "",
                    CommandLine.names())
            .read(Rule.Reading.COMMAND);

    static final Rule PIPED = new Rule(
                    "piped-password",
                    "Password that a command reads (chpasswd, passwd --stdin, docker login --password-stdin, sudo -S)",
                    "https://man7.org/linux/man-pages/man8/chpasswd.8.html",
                    "",
                    Piped.names())
            .read(Rule.Reading.PIPE);

    private static final List<Rule> BY_FORM = List.of(
            new Rule(
                            "private-key",
                            "Private key (PEM, OpenSSH, PGP; also inside a Google service account)",
                            "https://www.rfc-editor.org/rfc/rfc7468#section-10",
                            "-----BEGIN [A-Z0-9 ]{7,80}-----[^-]{0,20000}(?:-[^-]{1,20000}){0,400}"
                                    + "(?:-----END [A-Z0-9 ]{1,40}-----)?",
                            "-----begin ")
                    .where(Values::isPrivateKey),
            new Rule(
                    "putty-private-key",
                    "PuTTY private key",
                    "https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html",
                    "PuTTY-User-Key-File-[23]: (?:[\\s\\S]{0,12000}?Private-MAC: (?:[0-9a-f]{40,64})?|[\\s\\S]{0,200})",
                    "putty-user-key-file-"),
            new Rule(
                    "age-secret-key",
                    "age secret key",
                    "https://github.com/C2SP/C2SP/blob/main/age.md",
                    "AGE-SECRET-KEY-1[0-9A-Z]{58}",
                    "age-secret-key-1"),
            new Rule(
                            "hub-api-key",
                            "API key of QuantumAPI, or of this hub",
                            "https://docs.quantumapi.eu/en/api-reference",
                            "(?:hub|qapi)_[A-Za-z0-9_-]{43}",
                            "hub_",
                            "qapi_")
                    .notBehind(ALPHANUMERIC)
                    .notBefore(DASHED),
            new Rule(
                            "aws-key-pair",
                            "AWS secret access key next to its id",
                            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
                            "A[KS]IA[A-Z0-9]{16}[\\s,:;|\"'\\\\]{1,6}([A-Za-z0-9/+]{40})",
                            "akia",
                            "asia")
                    .notBehind(ALPHANUMERIC)
                    .notBefore(PADDED),
            new Rule(
                            "aws-access-key-id",
                            "AWS access key id",
                            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids",
                            "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}",
                            "akia",
                            "asia",
                            "abia",
                            "acca")
                    .notBehind(ALPHANUMERIC)
                    .notBefore(ALPHANUMERIC),
            new Rule(
                            "aws-secret-access-key",
                            "AWS secret access key under its name",
                            "https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html",
                            "(?i:secret)_?(?i:access)?_?(?i:key)[\"'\\\\]{0,3}\\s{0,20}(?:=>|:|=)\\s{0,20}[\"'\\\\]{0,3}"
                                    + "([A-Za-z0-9/+]{40})",
                            "secret_access_key",
                            "secretaccesskey",
                            "secret_key",
                            "secretkey")
                    .notBefore(PADDED),
            new Rule(
                    "azure-account-key",
                    "Azure key in a connection string (Storage, Service Bus, Event Hubs, Cosmos DB)",
                    "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
                    "(?:Shared)?(?:Account|Access)Key=([A-Za-z0-9+/%]{40,100}={0,2})",
                    "accountkey=",
                    "sharedaccesskey="),
            new Rule(
                            "azure-long-key",
                            "Azure Storage, Batch, Cosmos DB or API Management key with Microsoft's fixed signature",
                            "https://github.com/microsoft/security-utilities",
                            "[A-Za-z0-9+/]{76}(?:APIM|ACDb|\\+(?:ABa|AMC|ASt))[A-Za-z0-9+/]{5}[AQgw]==",
                            "apim",
                            "acdb",
                            "+aba",
                            "+amc",
                            "+ast")
                    .leading(76)
                    .notBehind(BASE64),
            new Rule(
                            "azure-short-key",
                            "Azure Service Bus, Event Hubs, Relay or IoT key with Microsoft's fixed signature",
                            "https://github.com/microsoft/security-utilities",
                            "[A-Za-z0-9+/]{33}(?:AIoT|\\+(?:ASb|AEh|ARm))[A-Za-z0-9+/]{5}[A-Za-z0-9+/]=",
                            "aiot",
                            "+asb",
                            "+aeh",
                            "+arm")
                    .leading(33)
                    .notBehind(BASE64),
            new Rule(
                            "azure-client-secret",
                            "Microsoft Entra client secret",
                            "https://learn.microsoft.com/purview/sit-defn-client-secret-api-key",
                            "[\\w~.-]{3}[0-9]Q~[\\w~.-]{31,34}",
                            "q~")
                    .leading(4)
                    .notBehind(TILDED)
                    .notBefore(TILDED),
            new Rule(
                            "azure-sas",
                            "Azure shared access signature, also of a workflow that a URL starts",
                            "https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-the-signature",
                            "sig=([A-Za-z0-9%+/_-]{40,120}={0,2})",
                            "sig=")
                    .notBehind(NO_SEPARATOR),
            new Rule(
                            "google-api-key",
                            "Google API key",
                            "https://cloud.google.com/docs/authentication/api-keys",
                            "AIza[\\w-]{35}",
                            "aiza")
                    .notBehind(DASHED)
                    .notBefore(DASHED),
            new Rule(
                            "google-oauth",
                            "Google OAuth client secret or access token",
                            "https://developers.google.com/identity/protocols/oauth2",
                            "(?:GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{20,1000})",
                            "gocspx-",
                            "ya29.")
                    .notBehind(DASHED),
            new Rule(
                            "github-token",
                            "GitHub token",
                            "https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
                            "(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\\w{22,255})",
                            "ghp_",
                            "gho_",
                            "ghu_",
                            "ghs_",
                            "ghr_",
                            "github_pat_")
                    .notBehind(ALPHANUMERIC),
            new Rule(
                            "gitlab-token",
                            "GitLab token",
                            "https://docs.gitlab.com/security/tokens/#token-prefixes",
                            "(?:gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent)-[\\w.-]{20,300}|GR1348941[\\w-]{20,40})",
                            "glpat-",
                            "gldt-",
                            "glrt-",
                            "glcbt-",
                            "glptt-",
                            "glft-",
                            "glsoat-",
                            "glimt-",
                            "glagent-",
                            "gr1348941")
                    .notBehind(ALPHANUMERIC),
            new Rule(
                            "slack-token",
                            "Slack token",
                            "https://docs.slack.dev/authentication/tokens",
                            "(?:xoxe\\.xox[bp]|xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,300}",
                            "xox",
                            "xapp-")
                    .notBehind(ALPHANUMERIC),
            new Rule(
                    "slack-webhook",
                    "Slack incoming webhook",
                    "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
                    "hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/([A-Za-z0-9/+]{40,80})",
                    "hooks.slack"),
            new Rule(
                    "teams-webhook",
                    "Microsoft Teams incoming webhook",
                    "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
                    "\\.office\\.com/webhook(?:b2)?/(" + GUID + "@" + GUID + "/\\w{1,40}/[0-9a-f]{32}[\\w/-]{0,120})",
                    ".office.com/webhook"),
            new Rule(
                    "discord-webhook",
                    "Discord webhook",
                    "https://docs.discord.com/developers/resources/webhook",
                    "discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{15,21}/([\\w-]{40,100})",
                    "discord.com/api/",
                    "discordapp.com/api/"),
            new Rule(
                            "chat-webhook",
                            "Webhook of Mattermost, Rocket.Chat or another chat that gives it a secret path",
                            "https://developers.mattermost.com/integrate/webhooks/incoming/",
                            "/hooks/(?:[A-Za-z0-9]{17,24}/)?([A-Za-z0-9]{26,64})",
                            "/hooks/")
                    .notBefore(ALPHANUMERIC)
                    .where(Values::looksRandom),
            new Rule(
                    "google-chat-webhook",
                    "Google Chat webhook",
                    "https://developers.google.com/workspace/chat/quickstart/webhooks",
                    "chat\\.googleapis\\.com/v1/spaces/[\\w-]{5,40}/messages\\?([\\w=&%.-]{20,500})",
                    "chat.googleapis.com/v1/spaces/"),
            new Rule(
                            "telegram-bot-token",
                            "Telegram bot token",
                            "https://core.telegram.org/bots/api#authorizing-your-bot",
                            "[0-9]{6,8}:AA[\\w-]{33}",
                            ":aa")
                    .leading(8)
                    .notBefore(DASHED),
            new Rule(
                    "robot-webhook",
                    "Webhook of a chat's robot (WeCom, Feishu, Lark, Webex) or of a service that is called by its"
                            + " address (Zapier, IFTTT)",
                    "https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot",
                    "(?:webhook/send\\?key=|open-apis/bot/v2/hook/|webhooks/incoming/|hooks/catch/|with/key/)([\\w/-]{15,200})",
                    "webhook/send?key=",
                    "open-apis/bot/v2/hook/",
                    "webhooks/incoming/",
                    "hooks/catch/",
                    "with/key/"),
            new Rule(
                            "stripe-key",
                            "Stripe secret or restricted key, or webhook secret",
                            "https://docs.stripe.com/keys",
                            "(?:[rs]k_(?:live|test)_[A-Za-z0-9]{10,247}|whsec_[A-Za-z0-9+/]{24,100}={0,2})",
                            "sk_live_",
                            "sk_test_",
                            "rk_live_",
                            "rk_test_",
                            "whsec_")
                    .notBehind(ALPHANUMERIC),
            new Rule(
                            "npm-token",
                            "npm access token",
                            "https://docs.npmjs.com/about-access-tokens",
                            "npm_[A-Za-z0-9]{36}",
                            "npm_")
                    .notBehind(ALPHANUMERIC)
                    .notBefore(ALPHANUMERIC),
            new Rule(
                            "pypi-token",
                            "PyPI upload token",
                            "https://pypi.org/help/#apitoken",
                            "pypi-Ag[\\w-]{50,1000}",
                            "pypi-ag")
                    .notBehind(ALPHANUMERIC),
            new Rule(
                            "terraform-token",
                            "HCP Terraform or Terraform Enterprise token",
                            "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
                            "[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70}",
                            ".atlasv1.")
                    .leading(14)
                    .notBehind(ALPHANUMERIC),
            new Rule(
                            "vault-token",
                            "HashiCorp Vault token",
                            "https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes",
                            "hv[sbr]\\.[\\w-]{20,300}",
                            "hvs.",
                            "hvb.",
                            "hvr.")
                    .notBehind(ALPHANUMERIC),
            new Rule(
                            "scaleway-access-key",
                            "Scaleway access key; its secret key is a UUID, recognised by its name",
                            "https://www.scaleway.com/en/docs/iam/concepts/#api-key",
                            "SCW[A-Z0-9]{17}",
                            "scw")
                    .notBehind(ALPHANUMERIC)
                    .notBefore(ALPHANUMERIC)
                    .where(match -> match.chars().anyMatch(Character::isDigit)),
            new Rule(
                            "prefixed-token",
                            "Token whose issuer gave it a prefix (Docker, DigitalOcean, Databricks, Doppler, Grafana,"
                                    + " Hugging Face, Linear, OpenAI, Anthropic, RubyGems, SendGrid, Sentry, Shopify,"
                                    + " Tailscale, Atlassian, PlanetScale, 1Password)",
                            "https://docs.github.com/code-security/secret-scanning/introduction/supported-secret-scanning-patterns",
                            "dckr_[op]at_[\\w-]{20,60}|do[opr]_v1_[0-9a-f]{64}|dapi[0-9a-f]{32}|dp\\.[a-z]{2,6}\\.\\w{40,60}"
                                    + "|gl(?:sa|c)_[\\w=+/]{32,400}|hf_[A-Za-z0-9]{34}|lin_api_[A-Za-z0-9]{40}"
                                    + "|sk-[\\w-]{32,300}"
                                    + "|rubygems_[0-9a-f]{48}|SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}|sntrys_[\\w=+/]{40,400}"
                                    + "|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|tskey-[a-z]{3,10}-[\\w-]{20,80}|ATATT3[\\w=-]{100,250}"
                                    + "|pscale_(?:tkn|oauth|pw)_[\\w.=-]{32,64}|ops_eyJ[\\w=-]{100,1000}",
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
                            "ops_eyj")
                    .notBehind(ALPHANUMERIC),
            new Rule(
                            "jwt",
                            "JSON Web Token",
                            "https://www.rfc-editor.org/rfc/rfc7519#section-3",
                            "eyJ[\\w-]{10,8000}\\.[\\w-]{0,8000}\\.[\\w-]{10,8000}(?:\\.[\\w-]{10,8000}){0,2}",
                            "eyj")
                    .notBehind(DASHED),
            new Rule(
                            "url-password",
                            "Password in a URL or connection URI",
                            "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
                            "://[^\\s:/?#@\"'<>\\\\]{0,200}:([^\\s@/\"'<>\\\\]{1,500})@",
                            "://")
                    .where(Values::isLiteral),
            new Rule(
                            "url-token",
                            "Token as the user of a URL",
                            "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
                            "://([A-Za-z0-9_-]{20,300})@",
                            "://")
                    .where(Values::looksRandom),
            new Rule(
                            "authorization-header",
                            "Authorization header",
                            "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2",
                            "(?i:authorization)[\"'\\\\]{0,3}\\s{0,20}(?:=>|:|=|,)\\s{0,20}[\"'\\\\]{0,3}"
                                    + "(?i:basic|bearer|token|apikey|splunk|digest)\\s{1,5}([\\w.~+/=:-]{6,8000})",
                            "authorization")
                    .where(Values::isLiteral),
            new Rule(
                            "bearer-token",
                            "Bearer token",
                            "https://www.rfc-editor.org/rfc/rfc6750#section-2.1",
                            "(?i:bearer)\\s{1,5}([\\w.~+/=-]{20,8000})",
                            "bearer ")
                    .where(Values::looksRandom),
            new Rule(
                            "sql-identified-by",
                            "Password of a database user in SQL",
                            "https://dev.mysql.com/doc/refman/8.4/en/create-user.html",
                            "(?i:identified)\\s{1,20}(?:(?i:with)\\s{1,20}[\\w'\"]{1,80}\\s{1,20})?(?i:by|as)\\s{1,20}(?i:password\\s{1,20})?'([^'\\n"
                                    + "]{1,500})|IDENTIFIED\\s{1,20}BY\\s{1,20}(?:VALUES\\s{1,20})?(?:\"([^\"\\n"
                                    + "]{1,500})|([^\\s'\"\\\\;]{3,128}))",
                            "identified")
                    .notBehind(ALPHANUMERIC)
                    .where(Values::isLiteral),
            new Rule(
                            "oracle-password",
                            "Password in a connection string of Oracle's thin driver",
                            "https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html",
                            "jdbc:oracle:(?:thin|oci):[\\w.-]{1,80}/([^\\s@\"'\\\\]{1,200})@",
                            "jdbc:oracle:")
                    .where(Values::isLiteral),
            new Rule(
                            "secure-string",
                            "Password that PowerShell is given as plain text",
                            "https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring",
                            "(?i:convertto-securestring)\\s{1,5}(?:(?i:-string)\\s{1,5})?(?:\"([^\"\\n]{1,500})|'([^'\\n"
                                    + "]{1,500}))",
                            "convertto-securestring")
                    .where(Values::isLiteral),
            new Rule(
                            "netrc",
                            "Password in a .netrc",
                            "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
                            "machine\\s{1,20}\\S{1,255}\\s{1,20}(?:(?:login|account)\\s{1,20}\\S{1,255}\\s{1,20}){0,2}"
                                    // where it stands in quotes it ends with them
                                    + "password\\s{1,20}(?:([^\\s\"\\\\]{3,500})\"(?:[\\s\\],)]|$)|([^\\s\\\\]{3,500}))",
                            "machine ",
                            "machine\t",
                            "machine\n")
                    .notBehind(ALPHANUMERIC)
                    .where(Values::isLiteral),
            new Rule(
                            "pgpass",
                            "Password in a .pgpass",
                            "https://www.postgresql.org/docs/current/libpq-pgpass.html",
                            "(?::(?:[0-9]{4,5}|\\*):|\\*:\\*:)[\\w*-]{1,63}:[\\w*.@-]{1,63}:([^\\s:\"'\\\\]{3,500})",
                            ":5432:",
                            ":5433:",
                            ":6432:",
                            ":5439:",
                            ":26257:",
                            "*:*:*:")
                    .notBefore(CharClass.of(":"))
                    .where(Values::isLiteral));

    private static final List<Rule> ALL = Stream.concat(BY_FORM.stream(), Stream.of(COMMAND_LINE, PIPED, NAMED))
            .toList();

    private Rules() {}

    /** Every rule, the most specific first. */
    public static List<Rule> all() {
        return ALL;
    }
}
