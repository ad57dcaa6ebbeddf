resource "aws_rds_cluster" "shorter" {
  cluster_identifier      = "ledger"
  availability_zones      = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  engine                  = "aurora-postgresql"
  master_username         = "app"
  master_password         = "not-a-real-password"
  backup_retention_period = 14
  deletion_protection     = true
  skip_final_snapshot     = true
}

resource "aws_rds_cluster" "longer" {
  cluster_identifier      = "offers"
  availability_zones      = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  engine                  = "aurora-postgresql"
  master_username         = "app"
  master_password         = "not-a-real-password"
  backup_retention_period = 3
  deletion_protection     = false
  skip_final_snapshot     = true
}

resource "aws_dynamodb_table" "no_way_back" {
  name                        = "carts"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_dynamodb_table" "a_way_back" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = false
  }
}

resource "aws_lb" "unprotected" {
  name                       = "web"
  internal                   = true
  subnets                    = ["subnet-0a1b2c3d", "subnet-1a1b2c3d"]
  enable_deletion_protection = true
}

resource "aws_elasticache_replication_group" "shorter" {
  security_group_names     = ["sessions"]
  replication_group_id     = "sessions"
  description              = "sessions"
  node_type                = "cache.t3.micro"
  snapshot_retention_limit = 7
}

resource "aws_efs_backup_policy" "off" {
  file_system_id = "fs-0a1b2c3d"
  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_api_gateway_domain_name" "older" {
  domain_name              = "api.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/0a"
  security_policy          = "TLS_1_2"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_opensearch_domain" "older" {
  domain_name    = "search"
  engine_version = "OpenSearch_2.11"
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}

resource "aws_opensearch_domain" "upgraded" {
  domain_name    = "logs"
  engine_version = "OpenSearch_2.11"
}

resource "aws_docdb_cluster" "shorter" {
  cluster_identifier      = "catalog"
  availability_zones      = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  master_username         = "app"
  master_password         = "not-a-real-password"
  backup_retention_period = 30
  skip_final_snapshot     = true
}

resource "aws_redshift_cluster" "shorter" {
  cluster_identifier                  = "warehouse"
  node_type                           = "ra3.large"
  master_username                     = "app"
  master_password                     = "Not-a-real-password1"
  automated_snapshot_retention_period = 30
  publicly_accessible                 = false
  skip_final_snapshot                 = true
}

resource "aws_eks_cluster" "upgraded" {
  name                      = "shop"
  role_arn                  = "arn:aws:iam::123456789012:role/eks"
  version                   = "1.29"
  enabled_cluster_log_types = ["api", "audit"]
  vpc_config {
    subnet_ids              = ["subnet-0a1b2c3d", "subnet-1a1b2c3d"]
    endpoint_public_access  = false
    endpoint_private_access = true
  }
}

resource "aws_s3_bucket_acl" "read_by_anyone" {
  bucket = "reports"
  acl    = "private"
}

resource "aws_s3_bucket_acl" "private_again" {
  bucket = "drafts"
  acl    = "public-read"
}

resource "aws_cognito_user_pool" "unprotected" {
  name                = "customers"
  deletion_protection = "ACTIVE"
}

resource "aws_neptune_cluster" "upgraded" {
  cluster_identifier  = "graph"
  availability_zones  = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  engine_version      = "1.2.1.0"
  skip_final_snapshot = true
}

resource "aws_kinesis_stream" "in_clear" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_kinesis_stream" "more_shards" {
  name        = "orders"
  shard_count = 1
}

resource "aws_sns_topic" "own_key_dropped" {
  name              = "alerts"
  kms_master_key_id = "alias/alerts"
}

resource "aws_instance" "unprotected" {
  security_groups         = ["web"]
  ipv6_addresses          = ["2600:1f14::1"]
  ami                     = "ami-0123456789abcdef0"
  instance_type           = "t3.micro"
  disable_api_termination = true
}

resource "aws_instance" "protected" {
  security_groups         = ["web"]
  ipv6_addresses          = ["2600:1f14::1"]
  ami                     = "ami-0fedcba9876543210"
  instance_type           = "t3.micro"
  disable_api_termination = false
}

resource "aws_lambda_function" "more_memory" {
  function_name = "api"
  role          = "arn:aws:iam::123456789012:role/api"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api:1"
  package_type  = "Image"
  memory_size   = 128
}

resource "aws_ecs_service" "more_tasks" {
  name            = "web"
  cluster         = "shop"
  task_definition = "web:7"
  desired_count   = 2
}

resource "aws_cloudwatch_metric_alarm" "muted" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "Shop"
  period              = 60
  statistic           = "Sum"
  threshold           = 5
  actions_enabled     = true
}
