package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.allow;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.json;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.policy;
import static dev.infrahub.plananalyzer.domain.PolicyRuleTests.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Parts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies of resources, and of roles that can be taken. */
class TrustPolicyTests {

    private static final String ANYONE = "iam.anyone high yes";
    private static final String GITHUB = "token.actions.githubusercontent.com";

    private static List<String> saidOf(String statement) {
        return said(plan().create("aws_sqs_queue_policy.x", json("policy", policy(statement))));
    }

    private static List<String> under(String condition) {
        return saidOf(allow("'Principal': '*', 'Action': 'sqs:SendMessage', 'Resource': '*', 'Condition': {%s}"
                .formatted(condition)));
    }

    private static List<String> trusting(String provider, String condition) {
        String statement = "'Principal': {'Federated': '%s'}, 'Action': 'sts:AssumeRoleWithWebIdentity'%s"
                .formatted(provider, condition.isEmpty() ? "" : ", 'Condition': {%s}".formatted(condition));
        return said(plan().create("aws_iam_role.x", json("assume_role_policy", policy(allow(statement)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': '*'",
                "'Principal': ['*']",
                "'Principal': '**'",
                "'Principal': {'AWS': '*'}",
                "'Principal': {'aws': ['arn:aws:iam::111122223333:root', '*']}",
                "'Principal': {'AWS': 'arn:aws:iam::*:root'}",
                "'Principal': {'CanonicalUser': '*'}",
                "'Principal': {'Federated': '*'}",
                "'NotPrincipal': {'AWS': 'arn:aws:iam::111122223333:root'}",
                "'principal': '*'",
            })
    void anyoneIsAnyoneHoweverSpelt(String principal) {
        assertThat(saidOf(allow(principal + ", 'Action': 'sqs:SendMessage', 'Resource': '*'")))
                .containsExactly(ANYONE);
        assertThat(saidOf("{'Effect': 'Deny', %s, 'Action': 'sqs:SendMessage', 'Resource': '*'}".formatted(principal)))
                .as("who is denied is not let in")
                .isEmpty();
    }

    /** A policy that named one account, and names this as well. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'AWS': ['111122223333', '444455556666'] | iam.let-in medium yes",
                "'AWS': ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:role/ci'] | iam.let-in medium yes",
                "'AWS': ['111122223333', 'arn:aws:iam::111122223333:role/ci'] | iam.let-in low yes",
                "'AWS': '111122223333', 'Federated': 'arn:aws:iam::444455556666:saml-provider/x' | iam.let-in medium yes",
                "'AWS': '111122223333', 'CanonicalUser': 'abc' | iam.let-in medium yes",
                "'AWS': '111122223333', 'Service': 'sns.amazonaws.com' |",
                "'AWS': '111122223333', 'Service': 'ec2.amazonaws.com.cn' |",
                "'AWS': 'arn:aws:iam::111122223333:root' |",
                "'AWS': ['111122223333', '111122223333'] |",
            })
    void whoIsNamedAnewIsTold(String principals, @Nullable String told) {
        String before = policy(allow("'Principal': {'AWS': '111122223333'}, 'Action': 'sts:AssumeRole'"));
        String after = policy(allow("'Principal': {%s}, 'Action': 'sts:AssumeRole'".formatted(principals)));
        for (String place : List.of("aws_iam_role.x assume_role_policy", "aws_kms_key.x policy")) {
            List<String> at = Parts.of(place, ' ');
            assertThat(said(plan().update(at.getFirst(), json(at.getLast(), before), json(at.getLast(), after))))
                    .isEqualTo(told == null ? List.of() : List.of(told));
            assertThat(said(plan().update(at.getFirst(), json(at.getLast(), after), json(at.getLast(), before))))
                    .as("taken away")
                    .isEmpty();
        }
        assertThat(said(plan().create("aws_iam_role.x", json("assume_role_policy", after))))
                .as("what is new has its owner")
                .isEmpty();
    }

    @Test
    void aProviderOfIdentitiesIsNoService() {
        String before = policy(allow("'Principal': {'AWS': '111122223333'}, 'Action': 'sts:AssumeRole'"));
        String provider = allow("'Principal': {'Federated': 'cognito-identity.amazonaws.com'}, 'Action':"
                + " 'sts:AssumeRoleWithWebIdentity'");
        assertThat(said(plan().update(
                                "aws_iam_role.x",
                                json("assume_role_policy", before),
                                json("assume_role_policy", policy(provider)))))
                .contains("iam.let-in medium yes");
    }

    /** A bucket's policy that let in everyone, and names an account as well. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'s3:*', 'Resource': 'b/*' | | 's3:GetObject', 'Resource': 'b/x' | false",
                "'s3:Get*', 'Resource': ['b', 'b/*'] | | ['s3:GetObject', 's3:GetObjectAcl'], 'Resource': 'b/*' | false",
                "'s3:GetObject', 'Resource': 'b/*' | | 's3:*', 'Resource': 'b/*' | true",
                "'s3:GetObject', 'Resource': 'b/*' | | 's3:GetObject', 'Resource': 'c/*' | true",
                "'s3:*', 'Resource': '*' | 'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3'} | 's3:GetObject', 'Resource': 'b/*' | true",
                "'s3:*', 'Resource': '*' | 'StringNotEquals': {'aws:PrincipalAccount': '999999999999'} | 's3:GetObject', 'Resource': 'b/*' | true",
                "'s3:GetObject', 'Resource': '*' | 'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3'} | 's3:GetObject', 'Resource': 'b/*', 'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3'}} | false",
            })
    void whoCouldDoTheSameAsAnyoneIsNotLetIn(String open, @Nullable String condition, String then, boolean told) {
        String anyone = allow("'Principal': '*', 'Action': %s, 'Condition': {%s}"
                .formatted(open, condition == null ? "" : condition));
        String named = allow("'Principal': {'AWS': 'arn:aws:iam::999999999999:root'}, 'Action': " + then);
        assertThat(said(plan().update(
                                "aws_s3_bucket_policy.x",
                                json("policy", policy(anyone)),
                                json("policy", policy(anyone, named)))))
                .filteredOn(reason -> reason.startsWith("iam.let-in"))
                .isEqualTo(told ? List.of("iam.let-in medium yes") : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}",
                "'Principal': {'AWS': '111122223333'}",
                "'Principal': {'Service': 'sns.amazonaws.com'}",
                "'Principal': {}",
            })
    void whoIsNamedIsNotAnyone(String principal) {
        assertThat(saidOf(allow(principal + ", 'Action': '*', 'Resource': '*'")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3'}",
                "'StringEquals': {'AWS:PrincipalOrgId': ['o-a1b2c3']}",
                "'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': ['o-a1b2c3/r-x/*']}",
                "'ArnLike': {'aws:SourceArn': 'arn:aws:sns:*:111122223333:*'}",
                "'ArnEquals': {'aws:SourceArn': 'arn:aws:s3:::invoices'}",
                "'StringEquals': {'aws:SourceAccount': '111122223333'}",
                "'StringEquals': {'aws:SourceVpce': 'vpce-1'}",
                "'IpAddress': {'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32']}",
                "'IpAddress': {'aws:SourceIp': '203.0.113.7'}",
                "'Bool': {'aws:PrincipalIsAWSService': 'true'}",
                "'Bool': {'elasticfilesystem:AccessedViaMountTarget': true}",
                "'Bool': {'aws:SecureTransport': 'true'}, 'StringEquals': {'kms:CallerAccount': '111122223333'}",
                "'StringLike': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/app-*'}",
                "'StringLike': {'aws:userid': 'AROAEXAMPLE:*'}",
                "'StringEquals': {'aws:PrincipalOrgID': '*'}",
            })
    void aConditionThatNamesWhoOrWhereFromLimits(String condition) {
        assertThat(under(condition)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringLike': {'aws:PrincipalOrgID': '*'}",
                "'StringLike': {'aws:PrincipalOrgID': 'o-*'}",
                "'StringLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/*'}",
                "'ArnLike': {'aws:SourceArn': 'arn:aws:sns:*:*:orders'}",
                "'ArnLike': {'aws:SourceArn': 'arn:aws:s3:*:*:*'}",
                "'ArnLike': {'aws:SourceArn': ['arn:aws:s3:::invoices', '*']}",
                "'ArnLike': {'aws:SourceArn': 'arn:*'}",
                "'StringEqualsIfExists': {'aws:PrincipalOrgID': 'o-a1b2c3'}",
                "'ForAllValues:StringEquals': {'aws:PrincipalOrgPaths': ['o-a1b2c3/*']}",
                "'StringNotEquals': {'aws:PrincipalAccount': '111122223333'}",
                "'StringNotLike': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:*'}",
                "'Null': {'aws:PrincipalOrgID': 'false'}",
                "'StringEquals': {'aws:PrincipalOrgID': '${aws:PrincipalOrgID}'}",
                "'StringEquals': {'aws:PrincipalOrgID': []}",
                "'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}",
                "'IpAddress': {'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1']}",
                "'IpAddress': {'aws:SourceIp': '::/0'}",
                "'IpAddress': {'aws:SourceIp': ['3.0.0.0/8', '4.0.0.0/8', '5.0.0.0/8']}",
                "'IpAddress': {'aws:SourceIp': '203.0.113.0/33'}",
                "'IpAddress': {'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0']}",
                "'NotIpAddress': {'aws:SourceIp': '203.0.113.0/24'}",
                "'Bool': {'aws:SecureTransport': 'true'}",
                "'StringEquals': {'aws:PrincipalTag/team': 'shop'}",
                "'StringEquals': {'aws:username': 'ann'}",
                "'Bool': {'aws:PrincipalIsAWSService': 'false'}",
                "'Bool': {'aws:MultiFactorAuthPresent': 'true'}",
                "'StringEquals': {'aws:UserAgent': 'secret', 'aws:Referer': 'https://example.com'}",
                "'StringEquals': {'sts:ExternalId': '1234'}",
                "'DateLessThan': {'aws:CurrentTime': '2030-01-01T00:00:00Z'}",
                "'StringEquals': {'s3:prefix': 'public/'}",
                "",
            })
    void aConditionThatLimitsNobodyDoesNot(String condition) {
        assertThat(under(condition)).containsExactly(ANYONE);
    }

    @Test
    void whetherAConditionOnAnUnknownKeyLimitsCannotBeTold() {
        Given given = plan().create(
                        "aws_sqs_queue_policy.x",
                        json(
                                "policy",
                                policy(
                                        allow(
                                                "'Principal': '*', 'Action': 'sqs:*', 'Condition': {'StringEquals': {'new:Key': 'a'}}"))));
        assertThat(said(given)).containsExactly("iam.anyone low unknown");
        assertThat(given.analyzed().risk().reasons().getFirst().detail())
                .isEqualTo("Cannot be judged: 'policy' is open to anyone under a condition that may limit who or not.");
    }

    @Test
    void whatAnyoneMayDoIsTold() {
        Given given = plan().create(
                        "aws_sqs_queue_policy.x",
                        json(
                                "policy",
                                policy(
                                        allow(
                                                "'Principal': '*', 'Action': ['sqs:SendMessage', '<script>', 'sqs:Get*'], 'Resource': '*'"))));
        assertThat(given.analyzed().risk().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.detail())
                        .isEqualTo("Its policy lets anyone at all in, without a condition that limits who:"
                                + " sqs:SendMessage, sqs:Get*."));
    }

    @Test
    void moreThatAnyoneMayDoIsAReasonAndWhatAnyoneCouldDoBeforeIsNot() {
        String open = "'Principal': '*', 'Action': %s, 'Resource': '*'";
        String before = json("policy", policy(allow(open.formatted("'s3:GetObject'"))));
        String after = json("policy", policy(allow(open.formatted("['s3:GetObject', 's3:PutObject']"))));
        assertThat(said(plan().update("aws_s3_bucket_policy.x", before, after))).containsExactly(ANYONE);
        assertThat(said(plan().update("aws_s3_bucket_policy.x", after, before))).isEmpty();
    }

    @Test
    void moreOfABucketThatAnyoneMayReadIsAReason() {
        String open = "'Principal': '*', 'Action': 's3:GetObject', 'Resource': '%s'";
        String part = json("policy", policy(allow(open.formatted("arn:aws:s3:::b/public/*"))));
        String whole = json("policy", policy(allow(open.formatted("arn:aws:s3:::b/*"))));
        assertThat(said(plan().update("aws_s3_bucket_policy.x", part, whole))).containsExactly(ANYONE);
        assertThat(said(plan().update("aws_s3_bucket_policy.x", whole, part))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws_s3_bucket_policy, policy",
        "aws_kms_key, policy",
        "aws_secretsmanager_secret_policy, policy",
        "aws_glue_resource_policy, policy",
        "aws_dynamodb_resource_policy, policy",
        "aws_cloudwatch_log_resource_policy, policy_document",
        "aws_s3tables_table_policy, resource_policy",
        "aws_api_gateway_rest_api_policy, policy",
        "aws_glacier_vault, access_policy",
        "awscc_s3_bucket_policy, policy_document",
        "awscc_events_event_bus_policy, statement",
        "alicloud_oss_bucket_policy, policy",
        "alicloud_ram_role, assume_role_policy_document",
        "scaleway_object_bucket_policy, policy",
        "digitalocean_spaces_bucket_policy, policy",
    })
    void everyTypeThatHoldsAResourcesPolicyIsRead(String type, String attribute) {
        String open = allow("'Principal': '*', 'Action': 'a:b', 'Resource': '*'");
        assertThat(said(plan().create(type + ".x", json(attribute, policy(open)))))
                .containsExactly(ANYONE);
        assertThat(said(plan().create(type + ".x", json(attribute, open))))
                .as("a single statement")
                .containsExactly(ANYONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'StringEquals': {'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:*'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': '*'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:*/*:ref:refs/heads/main'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:*/app:*'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:acme*'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:acm?/app:*'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': ['repo:acme/app:*', '*:pull_request']}",
                "'StringLikeIfExists': {'token.actions.githubusercontent.com:sub': 'repo:acme/app:*'}",
                "'ForAllValues:StringLike': {'token.actions.githubusercontent.com:sub': 'repo:acme/app:*'}",
                "'StringNotLike': {'token.actions.githubusercontent.com:sub': 'repo:evil/*'}",
                "'Null': {'token.actions.githubusercontent.com:sub': 'false'}",
                "'StringLike': {'token.actions.githubusercontent.com:repository': '*'}",
            })
    void aRoleThatTrustsAnyRepositoryIsForAnyone(String condition) {
        assertThat(trusting("arn:aws:iam::111122223333:oidc-provider/" + GITHUB, condition))
                .containsExactly(ANYONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals': {'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:acme/*'}",
                "'StringLike': {'token.actions.githubusercontent.com:sub': ['repo:acme/app:*', 'repo:acme/b:*']}",
                "'ForAnyValue:StringLike': {'token.actions.githubusercontent.com:sub': 'repo:acme/app:*'}",
                "'StringEquals': {'token.actions.githubusercontent.com:repository_owner': 'acme'}",
                "'StringLike': {'token.actions.githubusercontent.com:job_workflow_ref': 'acme/app/.github/workflows/*'}",
            })
    void aRoleThatTrustsOneRepositoryOrOwnerIsNot(String condition) {
        assertThat(trusting("arn:aws:iam::111122223333:oidc-provider/" + GITHUB, condition))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "gitlab.com | 'StringEquals': {'gitlab.com:aud': 'https://gitlab.com'} | iam.anyone high yes",
                "gitlab.com | 'StringLike': {'gitlab.com:sub': 'project_path:acme/*'} | -",
                "gitlab.com | 'StringLike': {'gitlab.com:sub': 'project_path:*:ref_type:branch:ref:main'} | iam.anyone high yes",
                "app.terraform.io | 'StringEquals': {'app.terraform.io:aud': 'aws'} | iam.anyone high yes",
                "app.terraform.io | 'StringLike': {'app.terraform.io:sub': 'organization:acme:project:*'} | -",
                "app.terraform.io | 'StringLike': {'app.terraform.io:sub': 'organization:*:project:*'} | iam.anyone high yes",
                "agent.buildkite.com | 'StringEquals': {'agent.buildkite.com:aud': 'a'} | iam.anyone high yes",
                "oidc.eks.eu-west-1.amazonaws.com/id/A | 'StringEquals': {'oidc.eks.eu-west-1.amazonaws.com/id/A:aud': 'sts.amazonaws.com'} | iam.anyone medium yes",
                "oidc.eks.eu-west-1.amazonaws.com/id/A | 'StringEquals': {'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': 'system:serviceaccount:shop:web'} | -",
                "oidc.eks.eu-west-1.amazonaws.com/id/A | 'StringLike': {'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': 'system:serviceaccount:shop:*'} | -",
                "oidc.eks.eu-west-1.amazonaws.com/id/A | 'StringLike': {'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': 'system:serviceaccount:*:*'} | iam.anyone medium yes",
                "login.acme.example | 'StringEquals': {'login.acme.example:aud': 'a'} | iam.anyone medium yes",
                "login.acme.example | 'StringEquals': {'login.acme.example:sub': 'a'} | -",
            })
    void everyIssuerOfTokensIsJudgedByWhomItsClaimsName(String issuer, String condition, String said) {
        assertThat(trusting("arn:aws:iam::111122223333:oidc-provider/" + issuer, condition))
                .isEqualTo(said.equals("-") ? List.of() : List.of(said));
    }

    @Test
    void providersThatAwsKnowsByNameAreLimitedByTheirAudience() {
        assertThat(trusting("cognito-identity.amazonaws.com", "")).containsExactly(ANYONE);
        assertThat(trusting(
                        "cognito-identity.amazonaws.com",
                        "'StringEquals': {'cognito-identity.amazonaws.com:aud': 'eu-west-1:1'}"))
                .isEmpty();
        assertThat(trusting("accounts.google.com", "")).containsExactly(ANYONE);
        assertThat(trusting("accounts.google.com", "'StringEquals': {'accounts.google.com:aud': '1'}"))
                .isEmpty();
    }

    @Test
    void anAssertionOfSamlIsMeantForOneAccount() {
        assertThat(trusting("arn:aws:iam::111122223333:saml-provider/corp", "")).isEmpty();
    }

    @Test
    void aServiceThatTakesARoleIsNobodyElse() {
        String service = allow("'Principal': {'Service': 'ec2.amazonaws.com'}, 'Action': 'sts:AssumeRole'");
        assertThat(said(plan().create("aws_iam_role.x", json("assume_role_policy", policy(service)))))
                .isEmpty();
        String anyone = allow("'Principal': {'AWS': '*'}, 'Action': 'sts:AssumeRole'");
        assertThat(said(plan().create("aws_iam_role.x", json("assume_role_policy", policy(anyone)))))
                .containsExactly(ANYONE);
    }
}
