locals {
  trust_lambda = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  github       = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
}

resource "aws_iam_role" "github_any" {
  name = "github-any"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = local.github,
    Condition = {
      StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
      StringLike   = { "token.actions.githubusercontent.com:sub" = "repo:acme*" }
    }
  }] })
}

resource "aws_iam_role" "github_one" {
  name = "github-one"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = local.github,
    Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/*" } }
  }] })
}

resource "aws_iam_policy" "passes_roles" {
  name = "passes-roles"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:Pass*", Resource = "arn:aws:iam::111122223333:role/*" },
    { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "arn:aws:lambda:eu-central-1:111122223333:function:app-*" },
  ] })
}

resource "aws_iam_policy" "all_but_iam" {
  name   = "all-but-iam"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", NotAction = ["iam:*", "organizations:*"], Resource = "*" }] })
}

resource "aws_iam_policy" "narrowed" {
  name   = "narrowed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
}

resource "aws_iam_policy" "denying" {
  name   = "denying"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "own_keys" {
  name   = "own-keys"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::111122223333:user/$${aws:username}" }] })
}

resource "aws_sqs_queue_policy" "if_exists" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/if-exists"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*",
    Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "o-a1b2c3" } }
  }] })
}

resource "aws_sqs_queue_policy" "of_the_organization" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/org"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*",
    Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3" } }
  }] })
}

resource "aws_sqs_queue_policy" "all_but_one" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/but-one"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", NotPrincipal = { AWS = "arn:aws:iam::111122223333:user/mallory" }, Action = "sqs:SendMessage", Resource = "*"
  }] })
}

resource "aws_sqs_queue_policy" "strange_condition" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/111122223333/strange"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*",
    Condition = { StringEquals = { "acme:Badge" = "blue" } }
  }] })
}

resource "aws_s3_bucket_policy" "also_written" {
  bucket = "site"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::site/*" }] })
}

resource "aws_sqs_queue" "new" {
  name = "new"
}

data "aws_iam_policy_document" "later" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.new.arn]
  }
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "later" {
  role   = aws_iam_role.github_one.name
  policy = data.aws_iam_policy_document.later.json
}

resource "aws_iam_role" "inline" {
  name               = "inline"
  assume_role_policy = local.trust_lambda
  inline_policy {
    name   = "all"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "**", Resource = "*" }] })
  }
}

resource "aws_iam_policy_attachment" "of_all" {
  name       = "of-all"
  roles      = [aws_iam_role.inline.name]
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
}

resource "aws_iam_user_policy_attachment" "storage" {
  user       = "ann"
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
}

resource "aws_iam_user_policy_attachment" "reading" {
  user       = "ann"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_eks_access_policy_association" "admin" {
  cluster_name  = "shop"
  principal_arn = "arn:aws:iam::111122223333:role/ops"
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
  access_scope {
    type = "cluster"
  }
}

resource "aws_lambda_permission" "one_account" {
  action         = "lambda:InvokeFunction"
  function_name  = "report"
  principal      = "*"
  source_account = "111122223333"
}

resource "aws_ami_launch_permission" "anyone" {
  image_id = "ami-0a1b2c3d4e5f60718"
  group    = "all"
}
