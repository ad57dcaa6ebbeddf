resource "aws_db_instance" "replaced" {
  identifier          = "orders"
  engine              = "postgres"
  engine_version      = "15.4"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  storage_encrypted   = false
  skip_final_snapshot = true
}

resource "aws_db_instance" "upgraded" {
  identifier          = "billing"
  engine              = "postgres"
  engine_version      = "15.4"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  skip_final_snapshot = true
}

resource "aws_db_instance" "resized" {
  identifier          = "search"
  engine              = "postgres"
  engine_version      = "15.4"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  skip_final_snapshot = true
}

resource "aws_s3_bucket" "gone" {
  bucket        = "invoices"
  force_destroy = true
}

resource "aws_s3_bucket" "kept_by_provider" {
  bucket = "receipts"
}

resource "aws_sqs_queue" "gone" {
  name = "jobs"
}

resource "aws_kms_key" "gone" {
  description = "orders"
}

resource "aws_route53_zone" "gone" {
  name = "example.com"
}

resource "aws_dynamodb_table" "renamed" {
  name         = "carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_sqs_queue" "tuned" {
  name                       = "mail"
  visibility_timeout_seconds = 30
}

resource "aws_ebs_volume" "grown" {
  availability_zone = "eu-central-1a"
  size              = 10
}

resource "aws_iam_role" "gone" {
  name               = "old"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_launch_configuration" "renamed" {
  name          = "web"
  image_id      = "ami-0a"
  instance_type = "t3.micro"
}

resource "aws_security_group" "forgotten" {
  name = "handed over"
}
