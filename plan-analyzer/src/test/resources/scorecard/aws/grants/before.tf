locals {
  trust_lambda = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  read         = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::reports/*" }] })
  one_account  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_iam_role" "github_any" {
  name               = "github-any"
  assume_role_policy = local.trust_lambda
}

resource "aws_iam_role" "github_one" {
  name               = "github-one"
  assume_role_policy = local.trust_lambda
}

resource "aws_iam_policy" "passes_roles" {
  name   = "passes-roles"
  policy = local.read
}

resource "aws_iam_policy" "all_but_iam" {
  name   = "all-but-iam"
  policy = local.read
}

resource "aws_iam_policy" "narrowed" {
  name   = "narrowed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "denying" {
  name   = "denying"
  policy = local.read
}

resource "aws_iam_policy" "own_keys" {
  name   = "own-keys"
  policy = local.read
}

resource "aws_sqs_queue_policy" "if_exists" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/if-exists"
  policy    = local.one_account
}

resource "aws_sqs_queue_policy" "of_the_organization" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/org"
  policy    = local.one_account
}

resource "aws_sqs_queue_policy" "all_but_one" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/but-one"
  policy    = local.one_account
}

resource "aws_sqs_queue_policy" "strange_condition" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/strange"
  policy    = local.one_account
}

resource "aws_s3_bucket_policy" "also_written" {
  bucket = "site"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::site/*" }] })
}
