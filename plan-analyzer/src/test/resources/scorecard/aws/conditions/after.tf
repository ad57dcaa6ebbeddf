resource "aws_iam_policy" "mfa_gone" {
  name = "mfa-gone"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:StartInstances"], Resource = "*" }
  ] })
}

resource "aws_iam_policy" "mfa_new" {
  name = "mfa-new"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:StartInstances"], Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }
  ] })
}

resource "aws_iam_policy" "mfa_if_brought" {
  name = "mfa-if-brought"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:StartInstances"], Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } } }
  ] })
}

resource "aws_iam_policy" "hands_over_any_role" {
  name = "hands-over-any-role"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PassRole", Resource = "*" }
  ] })
}

resource "aws_iam_policy" "longer_session" {
  name = "longer-session"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*", Condition = { NumericLessThan = { "aws:MultiFactorAuthAge" = "43200" } } }
  ] })
}

resource "aws_iam_policy" "shorter_session" {
  name = "shorter-session"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*", Condition = { NumericLessThan = { "aws:MultiFactorAuthAge" = "900" } } }
  ] })
}

resource "aws_iam_policy" "until_later" {
  name = "until-later"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:*", Resource = "*", Condition = { DateLessThan = { "aws:CurrentTime" = "2036-01-01T00:00:00Z" } } }
  ] })
}

resource "aws_iam_policy" "larger_network" {
  name = "larger-network"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "dynamodb:*", Resource = "*", Condition = { IpAddress = { "aws:SourceIp" = ["203.0.112.0/22"] } } }
  ] })
}

resource "aws_iam_policy" "smaller_network" {
  name = "smaller-network"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "dynamodb:*", Resource = "*", Condition = { IpAddress = { "aws:SourceIp" = ["203.0.113.0/24"] } } }
  ] })
}

resource "aws_iam_policy" "left_out_no_more" {
  name = "left-out-no-more"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:*", Resource = "*" }
  ] })
}

resource "aws_iam_policy" "left_out_now" {
  name = "left-out-now"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:*", NotResource = "arn:aws:s3:::payroll*" }
  ] })
}

resource "aws_iam_policy" "only_what_was_left_out" {
  name = "only-what-was-left-out"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::payroll" }
  ] })
}

resource "aws_iam_policy" "fewer_actions_left_out" {
  name = "fewer-actions-left-out"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", NotAction = ["organizations:*"], Resource = "*" }
  ] })
}

resource "aws_iam_policy" "spelt_otherwise" {
  name = "spelt-otherwise"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "ec2:*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }
  ] })
}

resource "aws_iam_policy" "denied_less" {
  name = "denied-less"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:StartInstances"], Resource = "*" },
    { Effect = "Deny", Action = "ec2:TerminateInstances", Resource = "*" }
  ] })
}

resource "aws_iam_policy" "denied_sometimes" {
  name = "denied-sometimes"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:StartInstances"], Resource = "*" },
    { Effect = "Deny", Action = "ec2:Terminate*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } }
  ] })
}

resource "aws_iam_policy" "denied_more" {
  name = "denied-more"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["ec2:StopInstances", "ec2:StartInstances"], Resource = "*" },
    { Effect = "Deny", Action = "ec2:Terminate*", Resource = "*" }
  ] })
}

resource "aws_s3_bucket_policy" "public_over_plain_http" {
  bucket = "public-over-plain-http"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*", Principal = "*" }
  ] })
}

resource "aws_s3_bucket_policy" "one_more_organization" {
  bucket = "one-more-organization"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::b/*", Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = ["o-a1b2c3d4e5", "o-f6g7h8i9j0"] } } }
  ] })
}

resource "aws_s3_bucket_policy" "public_narrowed" {
  bucket = "public-narrowed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::c/*", Principal = "*" }
  ] })
}

resource "aws_s3_bucket_policy" "one_less_left_out" {
  bucket = "one-less-left-out"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::d/*", NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" } }
  ] })
}

resource "aws_iam_role" "partner" {
  name = "partner"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }
  ] })
}

resource "aws_iam_role" "deployer" {
  name = "deployer"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/shop:*" } } }
  ] })
}
