package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies in the language of AWS IAM. */
class PolicyRuleTests {

    /** A value of an attribute that holds JSON, of which single quotes are double ones. */
    static String json(String attribute, String json) {
        return "{\"%s\": \"%s\"}".formatted(attribute, json.replace("'", "\\\""));
    }

    static String policy(String... statements) {
        return "{'Version': '2012-10-17', 'Statement': [%s]}".formatted(String.join(", ", statements));
    }

    static String allow(String rest) {
        return "{'Effect': 'Allow', %s}".formatted(rest);
    }

    /** What is said of a plan, as {@code rule severity verdict}. */
    static List<String> said(Given given) {
        return given.in("dev").analyzed().risk().reasons().stream()
                .map(reason -> "%s %s %s"
                        .formatted(
                                reason.rule(),
                                reason.severity().spelling(),
                                reason.verdict().spelling()))
                .toList();
    }

    private static List<String> saidOf(String statement) {
        return said(plan().create("aws_iam_policy.x", json("policy", policy(statement))));
    }

    private static List<String> details(Given given) {
        return given.in("dev").analyzed().risk().reasons().stream()
                .map(Analysis.Reason::detail)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'*' | '*' | iam.admin high yes",
                "'**' | '*' | iam.admin high yes",
                "'?*' | '**' | iam.admin high yes",
                "'*:*' | '*' | iam.admin high yes",
                "['s3:GetObject', '*'] | ['arn:aws:s3:::b', '*'] | iam.admin high yes",
                "'*' | 'arn:aws:*:*:*:*' | iam.admin high yes",
                "'*' | 'arn:*' | iam.admin high yes",
                "'*' | 'arn:aws:s3:::b' | iam.wildcard high yes",
                "'S3:*' | '*' | iam.wildcard high yes",
                "'s3:**' | '*' | iam.wildcard high yes",
                "'s3:?*' | '*' | iam.wildcard high yes",
                "'s3:*' | 'arn:aws:s3:::*' | iam.wildcard high yes",
                "'s3:*' | 'arn:aws:s3:::*/*' | iam.wildcard high yes",
                "'s3:*' | 'arn:aws:s3:::b/*' | iam.wildcard medium yes",
                "'dynamodb:*' | 'arn:aws:dynamodb:eu-west-1:111122223333:table/*' | iam.wildcard high yes",
                "'dynamodb:*' | 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders' | iam.wildcard medium yes",
                "'logs:*' | 'arn:aws:logs:eu-west-1:111122223333:log-group:/app/*' | iam.wildcard medium yes",
            })
    void wildcardsCountHoweverTheyAreSpelt(String actions, String resources, String said) {
        assertThat(saidOf(allow("'Action': %s, 'Resource': %s".formatted(actions, resources))))
                .containsExactly(said);
    }

    @Test
    void anEndpointThatLetsEverythingThroughIsTold() {
        String wide = "{'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': '*', 'Resource': '*'}}";
        String narrow = "{'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': 's3:*', 'Resource':"
                + " ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/*']}}";
        String ours = wide.replace("'}}", "', 'Condition': {'StringEquals': {'aws:ResourceOrgID': 'o-1'}}}}");
        for (String type : List.of("aws_vpc_endpoint.x", "aws_vpc_endpoint_policy.x")) {
            assertThat(weakened(plan().create(type, json("policy", wide))))
                    .containsExactly("protection.weakened low yes");
            assertThat(weakened(plan().create(type, json("policy", narrow)))).isEmpty();
            assertThat(weakened(plan().create(type, json("policy", ours)))).isEmpty();
            assertThat(weakened(plan().update(type, json("policy", narrow), json("policy", wide))))
                    .containsExactly("protection.weakened medium yes");
            assertThat(weakened(plan().update(type, json("policy", wide), json("policy", narrow))))
                    .isEmpty();
        }
        assertThat(weakened(plan().create("aws_organizations_policy.x", json("content", wide))))
                .as("what every account has that nothing is denied to")
                .isEmpty();
    }

    private static List<String> weakened(Given given) {
        return said(given).stream()
                .filter(reason -> reason.startsWith("protection."))
                .toList();
    }

    @Test
    void namesOfElementsAreReadWhateverTheirCase() {
        assertThat(said(plan().create(
                                "aws_iam_policy.x",
                                json("policy", "{'statement': {'effect': 'allow', 'action': '*', 'resource': '*'}}"))))
                .containsExactly("iam.admin high yes");
    }

    @Test
    void whatIsAllowedButForSomeIsEverything() {
        assertThat(saidOf(allow("'NotAction': 'iam:*', 'Resource': '*'"))).containsExactly("iam.admin high yes");
        assertThat(saidOf(allow("'Action': '*', 'NotResource': 'arn:aws:s3:::b'")))
                .containsExactly("iam.admin high yes");
        assertThat(saidOf(allow("'NotAction': '*', 'Resource': '*'"))).isEmpty();
        assertThat(saidOf(allow("'Action': 'ec2:*', 'NotResource': 'arn:aws:ec2:*:*:vpc/v'")))
                .containsExactly("iam.wildcard high yes");
    }

    @Test
    void whatDeniesGrantsNothing() {
        assertThat(saidOf("{'Effect': 'Deny', 'Action': '*', 'Resource': '*'}")).isEmpty();
        assertThat(saidOf("{'Effect': 'Deny', 'NotAction': 'iam:*', 'Resource': '*'}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iam:CreateAccessKey | iam.admin high yes",
                "IAM:createaccesskey | iam.admin high yes",
                "iam:Create* | iam.admin high yes",
                "iam:Put?serPolicy | iam.admin high yes",
                "iam:UpdateAssumeRolePolicy | iam.admin high yes",
                "iam:SetDefaultPolicyVersion | iam.admin high yes",
                "iam:PassRole | iam.wildcard medium yes",
                "iam:Pass* | iam.wildcard medium yes",
                "lambda:UpdateFunctionCode | iam.wildcard medium yes",
                "ssm:SendCommand | iam.wildcard medium yes",
                "sts:AssumeRole | iam.wildcard medium yes",
            })
    void whatLeadsToMoreRightsIsAReason(String action, String said) {
        assertThat(saidOf(allow("'Action': ['s3:GetObject', '%s'], 'Resource': '*'".formatted(action))))
                .containsExactly(said);
        assertThat(saidOf(
                        allow("'Action': ['%s'], 'Resource': 'arn:aws:iam::111122223333:role/app'".formatted(action))))
                .as("on one role")
                .isEmpty();
    }

    @Test
    void handingARoleToWhatOneMakesIsAdministration() {
        Given together = plan().create(
                        "aws_iam_policy.x",
                        json(
                                "policy",
                                policy(
                                        allow(
                                                "'Action': 'iam:PassRole', 'Resource': 'arn:aws:iam::111122223333:role/*'"),
                                        allow(
                                                "'Action': ['ec2:RunInstances'], 'Resource': 'arn:aws:ec2:*:*:instance/i'"))));
        assertThat(said(together)).containsExactly("iam.admin high yes");
        assertThat(details(together)).contains("Allows what leads to more rights: iam:PassRole with ec2:RunInstances.");
        assertThat(said(plan().create(
                                "aws_iam_policy.x",
                                json(
                                        "policy",
                                        policy(
                                                allow(
                                                        "'Action': 'iam:PassRole', 'Resource': 'arn:aws:iam::1:role/app'"),
                                                allow("'Action': 'ec2:RunInstances', 'Resource': '*'"))))))
                .as("only one role can be handed over")
                .isEmpty();
    }

    @Test
    void allButSomeActionsLeadToMoreUnlessTheyAreAmongThose() {
        assertThat(details(plan().create(
                                "aws_iam_policy.x",
                                json(
                                        "policy",
                                        policy(allow("'NotAction': 's3:*', 'Resource': 'arn:aws:iam::1:role/*'"))))))
                .containsExactly("Allows every action but some on every resource.");
    }

    @Test
    void whatIsDeniedEverywhereLeadsNowhere() {
        String allowed = allow("'Action': ['iam:PassRole', 'iam:CreateAccessKey'], 'Resource': '*'");
        String denied = "{'Effect': 'Deny', 'Action': 'iam:*', 'Resource': '*'%s}";
        assertThat(said(plan().create("aws_iam_policy.x", json("policy", policy(allowed, denied.formatted(""))))))
                .isEmpty();
        String sometimes = denied.formatted(", 'Condition': {'Bool': {'aws:MultiFactorAuthPresent': 'false'}}");
        assertThat(said(plan().create("aws_iam_policy.x", json("policy", policy(allowed, sometimes)))))
                .containsExactly("iam.admin high yes", "iam.wildcard medium yes");
    }

    @Test
    void aConditionMakesWhatLeadsToMoreLessGraveUnlessItLimitsNothing() {
        String key = "'Action': 'iam:CreateAccessKey', 'Resource': '*', 'Condition': {%s}";
        assertThat(saidOf(allow(key.formatted("'StringEquals': {'aws:PrincipalTag/team': 'ops'}"))))
                .containsExactly("iam.wildcard medium yes");
        assertThat(saidOf(allow(key.formatted("'StringLike': {'aws:PrincipalTag/team': '*'}"))))
                .containsExactly("iam.admin high yes");
        assertThat(saidOf(allow(key.formatted("'StringEqualsIfExists': {'aws:PrincipalTag/team': 'ops'}"))))
                .containsExactly("iam.admin high yes");
        assertThat(saidOf(allow(key.formatted("'ForAllValues:StringEquals': {'aws:TagKeys': ['a']}"))))
                .containsExactly("iam.admin high yes");
    }

    @Test
    void aServiceThatCannotBeToldByItsNameIsNotToldByIt() {
        assertThat(details(plan().create(
                                "aws_iam_policy.x",
                                json(
                                        "policy",
                                        policy(allow("'Action': ['ec*:*', '<b>:*'], 'Resource': 'arn:aws:x:::y'"))))))
                .containsExactly("Allows every action of several services on some resources.");
    }

    @Test
    void manyWildcardsAreOneReasonThatNamesAFew() {
        assertThat(
                        details(
                                plan().create(
                                                "aws_iam_policy.x",
                                                json(
                                                        "policy",
                                                        policy(
                                                                allow(
                                                                        "'Action': ['a:*', 'b:*', 'c:*', 'd:*', 'e:*', 'f:*', 'g:*'], 'Resource': 'arn:aws:a:::b'"))))))
                .containsExactly("Allows every action of a, b, c, d, e and 2 more on some resources.");
    }

    @Test
    void onlyWhatIsMoreThanBeforeIsAReason() {
        String everything = json("policy", policy(allow("'Action': '*', 'Resource': '*'")));
        String butSome = json("policy", policy(allow("'NotAction': 'iam:*', 'Resource': '*'")));
        String service = json("policy", policy(allow("'Action': 's3:*', 'Resource': '*'")));
        String less = json("policy", policy(allow("'Action': 's3:*', 'Resource': 'arn:aws:s3:::b'")));
        String keys = json("policy", policy(allow("'Action': 'iam:CreateAccessKey', 'Resource': '*'")));
        assertThat(said(plan().update("aws_iam_policy.x", everything, service))).isEmpty();
        assertThat(said(plan().update("aws_iam_policy.x", everything, butSome))).isEmpty();
        assertThat(said(plan().update("aws_iam_policy.x", everything, keys))).isEmpty();
        assertThat(said(plan().update("aws_iam_policy.x", butSome, everything))).containsExactly("iam.admin high yes");
        assertThat(said(plan().update("aws_iam_policy.x", service, less))).isEmpty();
        assertThat(said(plan().update("aws_iam_policy.x", less, service))).containsExactly("iam.wildcard high yes");
        assertThat(said(plan().update("aws_iam_policy.x", service, keys))).containsExactly("iam.admin high yes");
    }

    /** What is granted on one bucket is not granted on another, be it in a statement of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'arn:aws:s3:::a' | ['arn:aws:s3:::a', 'arn:aws:s3:::b'] | true",
                "'arn:aws:s3:::a/x/*' | 'arn:aws:s3:::a/*' | true",
                "'arn:aws:s3:::a-?' | 'arn:aws:s3:::a-*' | true",
                "'arn:aws:s3:::a-?' | 'arn:aws:s3:::a-b' | false",
                "'arn:aws:s3:::a/*' | 'arn:aws:s3:::a/x/*' | false",
                "'arn:aws:s3:::a/*' | ['arn:aws:s3:::a/x', 'arn:aws:s3:::a/y*'] | false",
                "['arn:aws:s3:::a', 'arn:aws:s3:::b'] | ['arn:aws:s3:::b', 'arn:aws:s3:::a'] | false",
                "['arn:aws:s3:::a', 'arn:aws:s3:::b'] | 'arn:aws:s3:::b' | false",
            })
    void whatIsGrantedElsewhereIsMore(String before, String after, boolean more) {
        String service = "'Action': 's3:*', 'Resource': ";
        String every = "'Action': '*', 'Resource': ";
        List<String> told = List.of("iam.wildcard medium yes");
        assertThat(said(plan().update("aws_iam_policy.x", allowed(service + before), allowed(service + after))))
                .isEqualTo(more ? told : List.of());
        assertThat(said(plan().update(
                                "aws_iam_policy.x",
                                allowed(service + before),
                                allowed(service + before, service + after))))
                .isEqualTo(more ? told : List.of());
        assertThat(said(plan().update(
                                "aws_iam_policy.x", allowed(every + before), allowed(every + before, service + after))))
                .isEqualTo(more ? told : List.of());
    }

    /** A test of who, where from or how that is gone leaves more people or more ways. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Bool': {'aws:MultiFactorAuthPresent': 'true'} | 'Bool': {} | true",
                "'Bool': {'aws:MultiFactorAuthPresent': 'true'} | 'Bool': {'aws:SecureTransport': 'true'} | true",
                "'IpAddress': {'aws:SourceIp': ['10.0.0.0/8']} | 'IpAddress': {'aws:SourceIp': ['10.0.0.0/8', '11.0.0.0/8']} | true",
                "'IpAddress': {'aws:SourceIp': ['10.0.0.0/8', '11.0.0.0/8']} | 'IpAddress': {'aws:SourceIp': '11.0.0.0/8'} | false",
                "'Bool': {} | 'Bool': {'aws:MultiFactorAuthPresent': 'true'} | false",
                "'Bool': {'aws:SecureTransport': 'true'} | 'Bool': {'aws:SecureTransport': 'true', 'aws:MultiFactorAuthPresent': 'true'} | false",
                "'StringLike': {'aws:PrincipalArn': '*'} | 'Bool': {} | false",
                "'NumericLessThan': {'aws:MultiFactorAuthAge': '3600'} | 'NumericLessThan': {'aws:MultiFactorAuthAge': '900'} | false",
                "'NumericLessThan': {'aws:MultiFactorAuthAge': '900'} | 'NumericLessThan': {'aws:MultiFactorAuthAge': '3600'} | true",
                "'IpAddress': {'aws:SourceIp': '203.0.0.0/16'} | 'IpAddress': {'aws:SourceIp': '203.0.113.0/24'} | false",
                "'IpAddress': {'aws:SourceIp': '0.0.0.0/0'} | 'Bool': {} | false",
                "'NotIpAddress': {'aws:SourceIp': '203.0.113.0/24'} | 'Bool': {} | true",
                "'Bool': {'aws:MultiFactorAuthPresent': 'true'} | 'BoolIfExists': {'aws:MultiFactorAuthPresent': 'true'} | true",
            })
    void aConditionThatLimitedAndNoLongerDoesIsTold(String before, String after, boolean more) {
        for (String what : List.of(
                "'Action': '*', 'Resource': '*'",
                "'Action': 's3:*', 'Resource': '*'",
                "'Action': 's3:*', 'Resource': 'arn:aws:s3:::a/*'",
                "'NotAction': 'iam:*', 'Resource': '*'")) {
            Given given = plan().update(
                            "aws_iam_policy.x",
                            allowed(what + ", 'Condition': {" + before + "}"),
                            allowed(what + ", 'Condition': {" + after + "}"));
            assertThat(said(given)).as(what).hasSize(more ? 1 : 0);
            assertThat(details(given))
                    .as(what)
                    .allMatch(
                            detail -> detail.startsWith("A condition that limited it is gone or wider. Allows every"));
        }
        String mfa = ", 'Condition': {'Bool': {'aws:MultiFactorAuthPresent': 'true'}}";
        String some = "'Action': 's3:*', 'Resource': 'arn:aws:s3:::a'";
        String other = "'Action': 's3:*', 'Resource': 'arn:aws:s3:::b'";
        assertThat(said(plan().update(
                                "aws_iam_policy.x",
                                allowed(some, other + mfa),
                                allowed("'Action': 's3:*', 'Resource': ['arn:aws:s3:::a', 'arn:aws:s3:::b']" + mfa))))
                .as("what one statement allows to all and another to some, for those")
                .isEmpty();
    }

    /** Whatever is allowed, also what no rule speaks about. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_iam_policy | 'Action': ['ec2:Describe*', 'ec2:Terminate*'], 'Resource': '*'",
                "aws_iam_policy | 'Action': ['iam:PassRole'], 'Resource': '*'",
                "aws_s3_bucket_policy | 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::a/*', 'Principal': {'AWS': '111122223333'}",
                "aws_s3_bucket_policy | 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::a/*', 'Principal': '*'",
                "aws_sqs_queue | 'Action': 'sqs:SendMessage', 'Resource': '*', 'Principal': {'AWS': '111122223333'}",
            })
    void aConditionThatIsGoneOrWiderIsToldOfWhateverIsAllowed(String type, String what) {
        String mfa = ", 'Condition': {'Bool': {'aws:MultiFactorAuthPresent': 'true'}}";
        String network = ", 'Condition': {'IpAddress': {'aws:SourceIp': '%s'}}";
        String loosened = "iam.condition-loosened medium yes";
        assertThat(said(plan().update(type + ".x", allowed(what + mfa), allowed(what))))
                .containsExactly(loosened);
        assertThat(said(plan().update(
                                type + ".x",
                                allowed(what + network.formatted("203.0.113.0/24")),
                                allowed(what + network.formatted("203.0.112.0/23")))))
                .containsExactly(loosened);
        assertThat(said(plan().update(type + ".x", allowed(what + mfa), allowed(what + mfa, what + mfa))))
                .isEmpty();
        assertThat(said(plan().update(
                                type + ".x",
                                allowed(what + network.formatted("203.0.112.0/23")),
                                allowed(what + network.formatted("203.0.113.0/24")))))
                .isEmpty();
        assertThat(said(plan().update(type + ".x", allowed(what), allowed(what + mfa))))
                .isEmpty();
        assertThat(said(plan().update(type + ".x", allowed(what + mfa, what), allowed(what))))
                .as("what another statement allowed without one")
                .isEmpty();
    }

    @Test
    void whatAConditionLimitedIsToldByName() {
        assertThat(
                        details(
                                plan().update(
                                                "aws_iam_role.x",
                                                json(
                                                        "assume_role_policy",
                                                        policy(
                                                                allow(
                                                                        "'Action': 'sts:AssumeRole', 'Principal': {'AWS': '111122223333'}, 'Condition': {'StringEquals': {'sts:ExternalId': '7'}}"))),
                                                json(
                                                        "assume_role_policy",
                                                        policy(
                                                                allow(
                                                                        "'Action': 'sts:AssumeRole', 'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}"))))))
                .containsExactly("A condition that limited what its policy allows is gone or wider: sts:AssumeRole.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Action': 's3:Delete*', 'Resource': '*' | 'Action': 's3:DeleteBucket', 'Resource': '*' | true",
                "'Action': 's3:Delete*', 'Resource': '*' | 'Action': 'S3:*', 'Resource': '*' | false",
                "'Action': 's3:Delete*', 'Resource': '*' | 'Action': 's3:Delete*', 'NotResource': 'arn:aws:s3:::a' | true",
                "'Action': 's3:Delete*', 'NotResource': 'arn:aws:s3:::a' | 'Action': 's3:Delete*', 'Resource': '*' | false",
                "'NotAction': 's3:Get*', 'Resource': '*' | 'NotAction': ['s3:Get*', 's3:List*'], 'Resource': '*' | true",
                "'NotAction': ['s3:Get*', 's3:List*'], 'Resource': '*' | 'NotAction': 's3:Get*', 'Resource': '*' | false",
                "'Action': 's3:*', 'Resource': '*' | 'Action': 's3:*', 'Resource': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'false'}} | true",
                "'Action': 's3:*', 'Resource': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'false'}} | 'Action': 's3:*', 'Resource': '*' | false",
                "'Action': 's3:*', 'Resource': '*', 'Principal': '*' | 'Action': 's3:*', 'Resource': '*', 'NotPrincipal': {'AWS': '111122223333'} | true",
                "'Action': ['s3:Put*', 's3:Delete*'], 'Resource': ['a', 'b'] | 'Action': ['s3:Put*'], 'Resource': ['a', 'b'] | true",
            })
    void whatIsDeniedLessIsProtectionThatGoes(String before, String after, boolean less) {
        String allowed = allow("'Action': 's3:GetObject', 'Resource': '*', 'Principal': {'AWS': '444455556666'}");
        String denied = "{'Effect': 'Deny', %s}";
        for (String type : List.of("aws_s3_bucket_policy.x", "aws_iam_role_policy.x", "aws_sqs_queue.x")) {
            assertThat(said(plan().update(
                                    type,
                                    json("policy", policy(allowed, denied.formatted(before))),
                                    json("policy", policy(denied.formatted(after), allowed)))))
                    .as(type)
                    .isEqualTo(less ? List.of("protection.weakened medium yes") : List.of());
            assertThat(said(plan().update(
                                    type,
                                    json("policy", policy(allowed, denied.formatted(before))),
                                    json("policy", policy(allowed)))))
                    .as(type + ", denied no longer")
                    .containsExactly("protection.weakened medium yes");
        }
    }

    @Test
    void whatBoundsOthersIsReadForWhatItDenies() {
        String denied = "{'Effect': 'Deny', 'Action': %s, 'Resource': '*'}";
        for (String[] place : List.of(
                new String[] {"aws_organizations_policy.x", "content"},
                new String[] {"aws_vpc_endpoint.x", "policy"},
                new String[] {"awscc_organizations_policy.x", "content"})) {
            assertThat(said(plan().update(
                                    place[0],
                                    json(place[1], policy(denied.formatted("['iam:*', 'kms:Delete*']"))),
                                    json(place[1], policy(denied.formatted("'iam:*'"))))))
                    .as(place[0])
                    .contains("protection.weakened medium yes");
            assertThat(said(plan().create(place[0], json(place[1], policy(allow("'Action': '*', 'Resource': '*'"))))))
                    .as(place[0] + " grants nothing")
                    .noneMatch(reason -> reason.startsWith("iam."));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'s3:*' | 's3:GetObject' | false",
                "'s3:*' | 's3:Get*' | false",
                "'*' | 's3:GetObject' | false",
                "['s3:Get*', 's3:Put*'] | 's3:PutObject' | false",
                "'S3:GetObject' | 's3:getobject' | false",
                "'s3:GetObject' | 'S3:*' | true",
                "'s3:Get*' | 's3:PutObject' | true",
                "'s3:Get?' | 's3:Get*' | true",
            })
    void whatAnyoneMayDoIsOnlyMoreWhereNoPatternHeldIt(String before, String after, boolean more) {
        String anyone = "'Principal': '*', 'Resource': 'arn:aws:s3:::a/*', 'Action': ";
        assertThat(said(plan().update("aws_s3_bucket_policy.x", allowed(anyone + before), allowed(anyone + after))))
                .filteredOn(reason -> reason.startsWith("iam.anyone"))
                .isEqualTo(more ? List.of("iam.anyone high yes") : List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'NotResource': ['arn:aws:s3:::a', 'arn:aws:s3:::b'] | 'NotResource': ['arn:aws:s3:::a'] | true",
                "'NotResource': ['arn:aws:s3:::a'] | 'NotResource': ['arn:aws:s3:::b', 'arn:aws:s3:::a'] | false",
                "'NotResource': 'arn:aws:s3:::a' | 'NotResource': 'arn:aws:s3:::a*' | false",
                "'NotResource': 'arn:aws:s3:::a*' | 'NotResource': 'arn:aws:s3:::ab' | true",
                "'NotResource': 'arn:aws:s3:::a' | 'Resource': 'arn:aws:s3:::b' | false",
                "'NotResource': 'arn:aws:s3:::a' | 'Resource': '*' | true",
                "'Resource': '*' | 'NotResource': 'arn:aws:s3:::a' | false",
            })
    void lessThatIsLeftOutIsMore(String before, String after, boolean more) {
        String service = "'Action': 's3:*', ";
        assertThat(said(plan().update("aws_iam_policy.x", allowed(service + before), allowed(service + after))))
                .hasSize(more ? 1 : 0);
        assertThat(said(plan().update(
                                "aws_iam_policy.x",
                                allowed(service + "'NotResource': 'arn:aws:s3:::a'"),
                                allowed(service + "'Resource': 'arn:aws:s3:::a'"))))
                .as("what was left out")
                .hasSize(1);
        String every = "'Action': '*', ";
        assertThat(said(plan().update("aws_iam_policy.x", allowed(every + before), allowed(every + after))))
                .as("of every action")
                .hasSize(more ? 1 : 0);
        String all = "'Resource': '*', 'NotAction': ";
        assertThat(said(plan().update(
                                "aws_iam_policy.x", allowed(all + "['iam:*', 'sts:*']"), allowed(all + "'IAM:*'"))))
                .containsExactly("iam.admin high yes");
        assertThat(said(plan().update(
                                "aws_iam_policy.x", allowed(all + "'iam:*'"), allowed(all + "['sts:*', 'IAM:*']"))))
                .isEmpty();
    }

    @Test
    void whoIsLeftOutNoLongerAndWhatIsAreMore() {
        String anyone = "'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::a/*', 'NotPrincipal': {'AWS': %s}";
        String two = allowed(anyone.formatted("['111122223333', '444455556666']"));
        String one = allowed(anyone.formatted("'arn:aws:iam::111122223333:root'"));
        assertThat(said(plan().update("aws_s3_bucket_policy.x", two, one))).containsExactly("iam.anyone high yes");
        assertThat(said(plan().update("aws_s3_bucket_policy.x", one, two))).isEmpty();
        String some = "'Resource': 'arn:aws:s3:::a/*', ";
        String butTwo = allowed(some + "'NotAction': ['s3:Put*', 's3:Delete*']");
        String butOne = allowed(some + "'NotAction': 's3:Put*'");
        assertThat(said(plan().update("aws_iam_policy.x", butTwo, butOne))).containsExactly("iam.wildcard high yes");
        assertThat(said(plan().update("aws_iam_policy.x", butOne, butTwo))).isEmpty();
        String all = "'Resource': '*', ";
        assertThat(said(plan().update(
                                "aws_iam_policy.x",
                                allowed(all + "'NotAction': 'iam:*'"),
                                allowed(all + "'Action': 'iam:CreateAccessKey'"))))
                .as("what was left out")
                .containsExactly("iam.admin high yes");
        String open = ", 'Principal': '*', 'Resource': 'arn:aws:s3:::a/*'";
        assertThat(said(plan().update(
                                "aws_s3_bucket_policy.x",
                                allowed("'NotAction': 's3:Put*'" + open),
                                allowed("'Action': 's3:PutObject'" + open))))
                .contains("iam.anyone high yes");
    }

    private static String allowed(String... statements) {
        return json(
                "policy",
                policy(Stream.of(statements).map(PolicyRuleTests::allow).toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_iam_role_policy | policy",
                "aws_iam_user_policy | policy",
                "aws_ssoadmin_permission_set_inline_policy | inline_policy",
                "aws_iot_policy | policy",
                "awscc_iam_managed_policy | policy_document",
                "alicloud_ram_policy | policy_document",
                "alicloud_resource_manager_policy | policy_document",
            })
    void everyTypeThatHoldsAnIdentitysPolicyIsRead(String type, String attribute) {
        assertThat(said(plan().create(type + ".x", json(attribute, policy(allow("'Action': '*', 'Resource': '*'"))))))
                .containsExactly("iam.admin high yes");
    }

    @Test
    void policiesInBlocksAreRead() {
        String policy = policy(allow("'Action': '*', 'Resource': '*'")).replace("'", "\\\"");
        assertThat(said(plan().create(
                                "aws_iam_role.x", "{\"inline_policy\": [{\"policy\": \"%s\"}]}".formatted(policy))))
                .containsExactly("iam.admin high yes");
        assertThat(said(plan().create(
                                "awscc_iam_role.x",
                                "{\"policies\": [{\"policy_document\": \"%s\"}]}".formatted(policy))))
                .containsExactly("iam.admin high yes");
        assertThat(
                        said(
                                plan().create(
                                                "alicloud_ram_policy.x",
                                                "{\"statement\": [{\"effect\": \"Allow\", \"action\": [\"*\"], \"resource\": [\"*\"]}]}")))
                .containsExactly("iam.admin high yes");
        assertThat(
                        said(
                                plan().create(
                                                "alicloud_ram_policy.x",
                                                "{\"statement\": [{\"effect\": \"Deny\", \"action\": [\"*\"], \"resource\": [\"*\"]}]}")))
                .isEmpty();
    }

    @Test
    void aBlockOfWhichAPartIsUnknownIsNoPass() {
        assertThat(said(plan().change(
                                "alicloud_ram_policy.x",
                                "\"create\"",
                                "null",
                                "{\"statement\": [{\"effect\": \"Allow\", \"resource\": [\"*\"]}]}",
                                ", \"after_unknown\": {\"statement\": [{\"action\": true}]}")))
                .containsExactly("iam.wildcard low unknown");
    }

    /** Its JSON is known only after apply, but its statements say what it will be. */
    @Test
    void aDocumentThatIsReadDuringApplyIsJudgedByItsStatements() {
        String document = """
                {"address": "data.aws_iam_policy_document.x", "mode": "data", "type": "aws_iam_policy_document", "name": "x",
                 "change": {"actions": ["read"], "before": null, "after": {"statement": [%s]},
                  "after_unknown": {"json": true, "statement": [%s]}}}""";
        String admin = "{\"effect\": null, \"actions\": [\"iam:*\"], \"not_actions\": null, \"resources\": [\"*\"],"
                + " \"principals\": [], \"condition\": []}";
        assertThat(said(plan().raw(document.formatted(admin, "{}"))))
                .containsExactly("iam.admin high yes", "iam.wildcard high yes");
        String somewhere = "{\"effect\": \"Allow\", \"actions\": [\"*\"]}";
        assertThat(said(plan().raw(document.formatted(somewhere, "{\"resources\": [true]}"))))
                .containsExactly("iam.wildcard high yes");
        String anyone =
                "{\"effect\": \"Allow\", \"actions\": [\"sqs:SendMessage\"], \"principals\": [{\"type\": \"AWS\","
                        + " \"identifiers\": [\"*\"]}], \"condition\": [{\"test\": \"%s\", \"variable\": \"aws:SourceArn\","
                        + " \"values\": [\"arn:aws:sns:eu-west-1:111122223333:t\"]}]}";
        assertThat(said(plan().raw(document.formatted(anyone.formatted("ArnNotEquals"), "{}"))))
                .containsExactly("iam.anyone high yes");
        assertThat(said(plan().raw(document.formatted(anyone.formatted("ArnEquals"), "{}"))))
                .isEmpty();
        String federated =
                "{\"actions\": [\"sts:AssumeRoleWithWebIdentity\"], \"principals\": [{\"type\": \"Federated\","
                        + " \"identifiers\": [\"arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com\"]}]}";
        assertThat(said(plan().raw(document.formatted(federated, "{}")))).containsExactly("iam.anyone high yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement': [{'Effect': 'Allow', 'Action': '*', 'Resou",
                "not json",
                "[1, 2]",
                "'text'",
                "42",
                "{'Statement': [{'Action': '*', 'Resource': '*'}]}",
                "{'Statement': [{'Effect': 'Maybe', 'Action': '*', 'Resource': '*'}]}",
                "{'Statement': ['Allow']}",
                "{'Statement': [{'Effect': 'Allow', 'Action': {'a': 1}, 'Resource': '*'}]}",
                "{'Version': '2012-10-17'}",
                "{'Statement': []} {'Statement': [{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}]}",
            })
    void aPolicyThatCannotBeReadIsUnknownAndToldSo(String text) {
        Given identity = plan().create("aws_iam_policy.x", json("policy", text));
        assertThat(said(identity)).containsExactly("iam.wildcard low unknown");
        assertThat(details(identity))
                .containsExactly("Cannot be judged: 'policy' is written in a way that no rule can read.");
        assertThat(identity.analyzed().risk().changeType()).isEqualTo("normal");
        assertThat(said(plan().create("aws_s3_bucket_policy.x", json("policy", text))))
                .containsExactly("iam.anyone low unknown");
        assertThat(said(plan().update("aws_iam_policy.x", json("policy", text), json("policy", text))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "{'Statement': []}"})
    void whereNoPolicyIsThereIsNoQuestion(String text) {
        assertThat(said(plan().create("aws_sqs_queue.x", json("policy", text)))).isEmpty();
    }

    @Test
    void aPolicyLongerThanAnyServiceTakesIsNoneThatCanBeRead() {
        String actions = "'s3:GetObject', ".repeat(10_000);
        assertThat(saidOf(allow("'Action': [%s'*'], 'Resource': '*'".formatted(actions))))
                .containsExactly("iam.wildcard low unknown");
    }

    /** Some seconds are enough for a hundred policies of patterns that almost fit everything. */
    @Test
    @Timeout(20)
    void hostilePatternsTakeNoLongTime() {
        StringBuilder actions = new StringBuilder();
        for (int index = 0; actions.length() < 100_000; index++) {
            actions.append("'*%s*', ".formatted(Integer.toString(index, 36)));
        }
        String stars = "*a".repeat(50_000);
        Given given = plan();
        String places = IntStream.range(0, 20)
                .mapToObj(index -> "'*%s%d', ".formatted("a".repeat(2000), index))
                .collect(Collectors.joining());
        for (int index = 0; index < 20; index++) {
            given.update(
                    "aws_iam_policy.z[%d]".formatted(index),
                    allowed("'Action': 's3:*', 'Resource': [%s'x']".formatted(places)),
                    allowed("'Action': 's3:*', 'Resource': [%s'y']".formatted(places.replace("*", "aa"))));
            given.create(
                    "aws_iam_policy.x[%d]".formatted(index),
                    json("policy", policy(allow("'Action': [%s'x'], 'Resource': '*'".formatted(actions)))));
            given.create(
                    "aws_iam_policy.y[%d]".formatted(index),
                    json(
                            "policy",
                            policy(allow("'Action': '%s', 'Resource': '%s'".formatted(stars, "*".repeat(20_000))))));
        }
        long start = System.nanoTime();
        assertThat(given.analyzed().risk().reasons()).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
}
