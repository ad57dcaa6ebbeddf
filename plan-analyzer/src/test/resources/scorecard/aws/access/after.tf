locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  read  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::reports/*" }] })
}

variable "partner_policy" {
  type      = string
  sensitive = true
  default   = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = local.trust
  tags               = { Team = "shop" }
}

resource "aws_iam_policy" "everything" {
  name   = "everything"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "whole_service" {
  name   = "whole-service"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::reports/*" }] })
}

resource "aws_iam_policy" "more_reading" {
  name   = "more-reading"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:ListBucket"], Resource = "arn:aws:s3:::reports/*" }] })
}

resource "aws_iam_policy" "already_wide" {
  name   = "already-wide"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
  tags   = { Team = "platform" }
}

resource "aws_iam_policy" "from_what_is_new" {
  name   = "from-what-is-new"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.new.arn }] })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.from_what_is_new.arn
}

resource "aws_ssm_parameter" "policy_to_attach" {
  name  = "policy-to-attach"
  type  = "String"
  value = "arn"
}

resource "aws_iam_role_policy_attachment" "to_come" {
  role       = aws_iam_role.app.name
  policy_arn = aws_ssm_parameter.policy_to_attach.arn
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue" "new" {
  name = "new"
}

resource "aws_sqs_queue_policy" "opened" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs"
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { AWS = "*" }, Resource = "*" }] })
}

resource "aws_sqs_queue_policy" "conditional" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/123456789012/mail"
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = "*", Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-central-1:123456789012:mail" } } }] })
}

resource "aws_sqs_queue_policy" "to_come" {
  queue_url = aws_sqs_queue.new.id
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { AWS = "123456789012" }, Resource = aws_sqs_queue.new.arn }] })
}

resource "aws_sns_topic_policy" "hidden" {
  arn    = "arn:aws:sns:eu-central-1:123456789012:mail"
  policy = var.partner_policy
}

resource "aws_s3_bucket_public_access_block" "lifted" {
  bucket                  = "reports"
  block_public_acls       = true
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_db_instance" "public" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  skip_final_snapshot = true
  publicly_accessible = true
}

resource "aws_db_instance" "private_again" {
  identifier          = "billing"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  skip_final_snapshot = true
  publicly_accessible = false
}

resource "aws_lambda_function_url" "anyone" {
  function_name      = "hello"
  authorization_type = "NONE"
}

resource "terraform_data" "exposure" {
  input = "decided elsewhere"
}

resource "aws_lambda_function_url" "to_come" {
  function_name      = "hello"
  authorization_type = terraform_data.exposure.output
}
