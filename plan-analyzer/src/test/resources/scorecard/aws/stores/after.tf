resource "aws_efs_file_system" "moved_mode" {
  creation_token   = "shared"
  performance_mode = "maxIO"
}

resource "aws_rds_cluster" "encrypted_later" {
  cluster_identifier  = "offers"
  engine              = "aurora-postgresql"
  master_username     = "app"
  master_password     = "not-a-real-password"
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_kinesis_stream" "renamed" {
  name        = "orders-v2"
  shard_count = 1
}

resource "aws_ecr_repository" "renamed" {
  name = "shop-v2"
}

resource "aws_cognito_user_pool" "other_names" {
  name             = "partners"
  alias_attributes = ["email", "phone_number"]
}

resource "aws_instance" "other_image" {
  ami           = "ami-0fedcba9876543210"
  instance_type = "t3.micro"
}

resource "aws_lambda_function" "renamed" {
  function_name = "mail-v2"
  role          = "arn:aws:iam::123456789012:role/mail"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/mail:1"
  package_type  = "Image"
}
