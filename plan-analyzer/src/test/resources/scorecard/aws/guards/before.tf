# the bucket stays, its guards go
resource "aws_s3_bucket" "invoices" {
  bucket = "invoices"
}

resource "aws_s3_bucket_public_access_block" "invoices" {
  bucket                  = aws_s3_bucket.invoices.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = false
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.bucket
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.bucket
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 30
    }
  }
}

resource "aws_s3_bucket_policy" "denying" {
  bucket = aws_s3_bucket.invoices.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "arn:aws:s3:::invoices/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_iam_role_policy" "allowing" {
  name = "read"
  role = "app"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::invoices/*" }]
  })
}

# a bucket that goes with its guards
resource "aws_s3_bucket" "drafts" {
  bucket        = "drafts"
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "drafts" {
  bucket                  = "drafts"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# guarded nothing before
resource "aws_s3_bucket_versioning" "suspended" {
  bucket = "pictures"
  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "audit-logs"
}

resource "aws_cloudtrail" "stopped" {
  name           = "old"
  s3_bucket_name = "audit-logs"
  enable_logging = false
}

resource "aws_flow_log" "main" {
  vpc_id          = "vpc-0a1b2c3d"
  traffic_type    = "ALL"
  log_destination = "arn:aws:s3:::flows"

  log_destination_type = "s3"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 1
}

resource "aws_backup_plan" "daily" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = "main"
    schedule          = "cron(0 5 * * ? *)"
  }
}

resource "aws_backup_vault_lock_configuration" "main" {
  backup_vault_name  = "main"
  min_retention_days = 30
}

resource "aws_guardduty_detector" "main" {
  enable = true
}

resource "aws_ebs_encryption_by_default" "on" {
  enabled = true
}

resource "aws_wafv2_web_acl_association" "shop" {
  resource_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188"
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/a1b2c3d4-5678-90ab-cdef-111111111111"
}

resource "aws_organizations_policy_attachment" "regions" {
  policy_id = "p-12345678"
  target_id = "123456789012"
}
