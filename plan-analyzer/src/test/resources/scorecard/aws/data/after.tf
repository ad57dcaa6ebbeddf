resource "aws_db_instance" "replaced" {
  identifier          = "orders"
  engine              = "postgres"
  engine_version      = "15.4"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_db_instance" "upgraded" {
  identifier          = "billing"
  engine              = "postgres"
  engine_version      = "16.3"
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
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-real-password"
  skip_final_snapshot = true
}

resource "aws_dynamodb_table" "renamed" {
  name         = "baskets"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_sqs_queue" "tuned" {
  name                       = "mail"
  visibility_timeout_seconds = 60
}

resource "aws_ebs_volume" "grown" {
  availability_zone = "eu-central-1a"
  size              = 20
}

resource "aws_launch_configuration" "renamed" {
  name          = "web-2"
  image_id      = "ami-0a"
  instance_type = "t3.micro"
}

resource "aws_dynamodb_table" "new" {
  name         = "sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

removed {
  from = aws_security_group.forgotten
  lifecycle {
    destroy = false
  }
}
