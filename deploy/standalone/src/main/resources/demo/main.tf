# An online shop in production. Together with terraform.tfstate, which is what the last apply left behind, it makes
# the plan that the demo shows: a database about to be replaced, a bucket about to go, a port about to be opened.

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

variable "db_password" {
  type      = string
  sensitive = true
  default   = "example-only-Tr0ub4dor"
}

resource "aws_vpc" "shop" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "shop" }
}

resource "aws_subnet" "private_a" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "eu-west-1a"
  tags              = { Name = "shop-private-a" }
}

resource "aws_subnet" "private_b" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = "eu-west-1b"
  tags              = { Name = "shop-private-b" }
}

resource "aws_db_subnet_group" "shop" {
  name       = "shop"
  subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

resource "aws_security_group" "db" {
  name        = "shop-db"
  description = "PostgreSQL of the shop"
  vpc_id      = aws_vpc.shop.id

  ingress {
    description = "PostgreSQL"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_db_instance" "orders" {
  identifier              = "shop-orders"
  engine                  = "postgres"
  engine_version          = "16.4"
  instance_class          = "db.m6g.large"
  allocated_storage       = 200
  storage_encrypted       = true
  username                = "shop"
  password                = var.db_password
  db_subnet_group_name    = aws_db_subnet_group.shop.name
  vpc_security_group_ids  = [aws_security_group.db.id]
  backup_retention_period = 7
  deletion_protection     = false
  skip_final_snapshot     = true
  multi_az                = true
  apply_immediately       = true
  copy_tags_to_snapshot   = true
}

resource "aws_ssm_parameter" "db_url" {
  name  = "/shop/orders/url"
  type  = "SecureString"
  value = "postgres://shop:${var.db_password}@${aws_db_instance.orders.address}/orders"
}

resource "aws_iam_role" "api" {
  name = "shop-api"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "api" {
  name = "shop-api"
  role = aws_iam_role.api.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}

resource "aws_sqs_queue" "orders" {
  name                       = "shop-orders"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
}

moved {
  from = aws_cloudwatch_log_group.app
  to   = aws_cloudwatch_log_group.api
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/shop/api"
  retention_in_days = 30
}

resource "aws_sns_topic" "alarms" {
  name = "shop-alarms"
}

resource "aws_cloudwatch_metric_alarm" "queue_age" {
  alarm_name          = "shop-orders-queue-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.orders.name }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  period              = 60
  evaluation_periods  = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

output "orders_endpoint" {
  description = "Where the order database answers"
  value       = aws_db_instance.orders.endpoint
}

output "orders_url" {
  value     = aws_ssm_parameter.db_url.value
  sensitive = true
}
