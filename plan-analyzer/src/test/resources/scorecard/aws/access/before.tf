locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  read  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::reports/*" }] })
}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "everything" {
  name   = "everything"
  policy = local.read
}

resource "aws_iam_policy" "whole_service" {
  name   = "whole-service"
  policy = local.read
}

resource "aws_iam_policy" "more_reading" {
  name   = "more-reading"
  policy = local.read
}

resource "aws_iam_policy" "already_wide" {
  name   = "already-wide"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "opened" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs"
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { AWS = "123456789012" }, Resource = "*" }] })
}

resource "aws_sqs_queue_policy" "conditional" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/123456789012/mail"
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { AWS = "123456789012" }, Resource = "*" }] })
}

resource "aws_s3_bucket_public_access_block" "lifted" {
  bucket                  = "reports"
  block_public_acls       = true
  block_public_policy     = true
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
  publicly_accessible = false
}

resource "aws_db_instance" "private_again" {
  identifier          = "billing"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  skip_final_snapshot = true
  publicly_accessible = true
}
