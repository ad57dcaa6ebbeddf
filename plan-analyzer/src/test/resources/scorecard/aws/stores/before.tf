resource "aws_efs_file_system" "home" {
  creation_token = "home"
}

resource "aws_efs_file_system" "moved_mode" {
  creation_token   = "shared"
  performance_mode = "generalPurpose"
}

resource "aws_rds_cluster" "ledger" {
  cluster_identifier  = "ledger"
  engine              = "aurora-postgresql"
  master_username     = "app"
  master_password     = "not-a-real-password"
  skip_final_snapshot = true
}

resource "aws_rds_cluster" "encrypted_later" {
  cluster_identifier  = "offers"
  engine              = "aurora-postgresql"
  master_username     = "app"
  master_password     = "not-a-real-password"
  storage_encrypted   = false
  skip_final_snapshot = true
}

resource "aws_docdb_cluster" "catalog" {
  cluster_identifier  = "catalog"
  master_username     = "app"
  master_password     = "not-a-real-password"
  skip_final_snapshot = true
}

resource "aws_neptune_cluster" "graph" {
  cluster_identifier  = "graph"
  skip_final_snapshot = true
}

resource "aws_redshift_cluster" "warehouse" {
  cluster_identifier  = "warehouse"
  node_type           = "ra3.large"
  master_username     = "app"
  master_password     = "Not-a-real-password1"
  skip_final_snapshot = true
}

resource "aws_opensearch_domain" "search" {
  domain_name    = "search"
  engine_version = "OpenSearch_2.11"
}

resource "aws_kinesis_stream" "clicks" {
  name        = "clicks"
  shard_count = 1
}

resource "aws_kinesis_stream" "renamed" {
  name        = "orders"
  shard_count = 1
}

resource "aws_ecr_repository" "images" {
  name         = "images"
  force_delete = true
}

resource "aws_ecr_repository" "renamed" {
  name = "shop"
}

resource "aws_cloudwatch_log_group" "audit" {
  name = "audit"
}

resource "aws_cognito_user_pool" "customers" {
  name = "customers"
}

resource "aws_cognito_user_pool" "other_names" {
  name             = "partners"
  alias_attributes = ["email"]
}

resource "aws_fsx_lustre_file_system" "research" {
  storage_capacity = 1200
  subnet_ids       = ["subnet-0a1b2c3d"]
}

resource "aws_backup_vault" "main" {
  name          = "main"
  force_destroy = true
}

resource "aws_codecommit_repository" "tools" {
  repository_name = "tools"
}

resource "aws_glacier_vault" "archive" {
  name = "archive"
}

resource "aws_keyspaces_table" "events" {
  keyspace_name = "shop"
  table_name    = "events"
  schema_definition {
    column {
      name = "id"
      type = "text"
    }
    partition_key {
      name = "id"
    }
  }
}

resource "aws_secretsmanager_secret" "api" {
  name = "api"
}

resource "aws_memorydb_cluster" "carts" {
  name      = "carts"
  acl_name  = "open-access"
  node_type = "db.t4g.small"
}

resource "aws_lightsail_disk" "blog" {
  name              = "blog"
  size_in_gb        = 8
  availability_zone = "eu-central-1a"
}

resource "aws_dynamodb_table" "sessions" {
  name         = "sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_instance" "other_image" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_kms_alias" "orders" {
  name          = "alias/orders"
  target_key_id = "0a1b2c3d-0000-0000-0000-000000000000"
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = "arn:aws:iam::123456789012:role/api"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api:1"
  package_type  = "Image"
}

resource "aws_lambda_function" "renamed" {
  function_name = "mail"
  role          = "arn:aws:iam::123456789012:role/mail"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/mail:1"
  package_type  = "Image"
}

resource "aws_lb_listener_rule" "old" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2"
  priority     = 10
  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/73e2d6bc24d8a067"
  }
  condition {
    path_pattern {
      values = ["/old/*"]
    }
  }
}

resource "aws_route_table" "private" {
  vpc_id = "vpc-0a1b2c3d"
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "cron(0 3 * * ? *)"
}

resource "aws_autoscaling_policy" "cpu" {
  name                   = "cpu"
  autoscaling_group_name = "web"
  scaling_adjustment     = 1
  adjustment_type        = "ChangeInCapacity"
}

resource "aws_iam_instance_profile" "web" {
  name = "web"
}

resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "shop"
  task_definition = "web:7"
  desired_count   = 2
}
