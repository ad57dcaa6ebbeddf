# The shop's newsletter queue, in development: everything is new, nothing is touched.

terraform {
  required_version = ">= 1.7"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}

resource "aws_sqs_queue" "newsletter_failed" {
  name                      = "shop-dev-newsletter-failed"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "newsletter" {
  name = "shop-dev-newsletter"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.newsletter_failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_cloudwatch_log_group" "newsletter" {
  name              = "/shop-dev/newsletter"
  retention_in_days = 7
}

resource "aws_sns_topic" "newsletter" {
  name = "shop-dev-newsletter"
}

resource "aws_sns_topic_subscription" "newsletter" {
  topic_arn = aws_sns_topic.newsletter.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.newsletter.arn
}

output "newsletter_queue" {
  value = aws_sqs_queue.newsletter.url
}
