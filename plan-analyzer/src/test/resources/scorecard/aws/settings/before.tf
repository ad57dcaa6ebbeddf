resource "aws_db_instance" "weakened" {
  identifier              = "orders"
  engine                  = "postgres"
  instance_class          = "db.t3.micro"
  allocated_storage       = 20
  username                = "app"
  password                = "not-a-real-password"
  deletion_protection     = true
  backup_retention_period = 30
  skip_final_snapshot     = true
}

resource "aws_db_instance" "strengthened" {
  identifier              = "billing"
  engine                  = "postgres"
  instance_class          = "db.t3.micro"
  allocated_storage       = 20
  username                = "app"
  password                = "not-a-real-password"
  deletion_protection     = false
  backup_retention_period = 1
  skip_final_snapshot     = true
}

resource "aws_db_instance" "to_come" {
  identifier              = "stock"
  engine                  = "postgres"
  instance_class          = "db.t3.micro"
  allocated_storage       = 20
  username                = "app"
  password                = "not-a-real-password"
  deletion_protection     = true
  backup_retention_period = 30
  engine_version          = "15.4"
  skip_final_snapshot     = true
}

resource "aws_cloudwatch_log_group" "shortened" {
  name              = "audit"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "for_ever" {
  name              = "payments"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "no_longer_for_ever" {
  name              = "orders"
  retention_in_days = 0
}

resource "aws_cloudwatch_log_group" "to_come" {
  name              = "stock"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:eu-central-1:123456789012:key/0a"
}

resource "aws_cloudtrail" "stopped" {
  name           = "trail"
  s3_bucket_name = "trail"
  enable_logging = true
}

resource "aws_kms_key" "unrotated" {
  description         = "orders"
  enable_key_rotation = true
}

resource "aws_sqs_queue" "own_key_dropped" {
  name              = "jobs"
  kms_master_key_id = "alias/jobs"
}

resource "aws_lb_listener" "older" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/0a"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/73e2d6bc24d8a067"
  }
}

resource "aws_lb_listener" "newer" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/api/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/0a"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/api/73e2d6bc24d8a067"
  }
}

resource "aws_lb_listener" "to_come" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/cms/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/0a"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/cms/73e2d6bc24d8a067"
  }
}

resource "aws_s3_bucket_versioning" "suspended" {
  bucket = "reports"
  versioning_configuration {
    status = "Enabled"
  }
}
