locals {
  tags = merge({ managed-by = "terraform" }, var.tags)

  # the account itself keeps the key, so that nobody is locked out of it; its IAM policies say who may use it
  account = [{
    Sid       = "Account"
    Effect    = "Allow"
    Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
    Action    = "kms:*"
    Resource  = "*"
  }]

  users = length(var.user_arns) == 0 ? [] : [{
    Sid       = "Users"
    Effect    = "Allow"
    Principal = { AWS = var.user_arns }
    Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
    Resource  = "*"
  }]
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

resource "aws_kms_key" "this" {
  description             = var.description
  enable_key_rotation     = true
  rotation_period_in_days = var.rotation_period_days
  deletion_window_in_days = var.deletion_window_days
  tags                    = local.tags

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.account, local.users)
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}
