resource "aws_lb_target_group" "old_first" {
  name     = "api"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d"
}

resource "aws_lb_target_group" "new_first" {
  name     = "web2"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d"
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_user" "auditor" {
  name = "auditor"
  path = "/audit/"
}

resource "aws_cloudwatch_dashboard" "shop" {
  dashboard_name = "shop"
  dashboard_body = "{\"widgets\": []}"
}

resource "aws_secretsmanager_secret_version" "api" {
  secret_id     = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-a1b2c3"
  secret_string = "not-a-real-secret"
}

resource "aws_db_instance" "rotated" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password_wo         = "not-a-real-password-2"
  password_wo_version = 2
  skip_final_snapshot = true
}
