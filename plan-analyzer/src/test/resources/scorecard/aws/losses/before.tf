resource "aws_instance" "batch" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_lightsail_database" "blog" {
  relational_database_name = "blog"
  availability_zone        = "eu-central-1a"
  master_database_name     = "blog"
  master_password          = "not-a-real-password"
  master_username          = "blog"
  blueprint_id             = "mysql_8_0"
  bundle_id                = "micro_2_0"
  skip_final_snapshot      = true
}

resource "aws_directory_service_directory" "corp" {
  name     = "corp.example.com"
  password = "Not-a-real-password1"
  size     = "Small"
  type     = "SimpleAD"
}

resource "aws_cloudformation_stack" "legacy" {
  name          = "legacy"
  template_body = "{\"Resources\": {\"T\": {\"Type\": \"AWS::SNS::Topic\"}}}"
}

resource "aws_autoscaling_group" "web" {
  name                 = "web"
  max_size             = 2
  min_size             = 1
  availability_zones   = ["eu-central-1a"]
  launch_configuration = "web"
}

resource "aws_iam_access_key" "deploy" {
  user = "deploy"
}

resource "aws_dynamodb_table_item" "setting" {
  table_name = "settings"
  hash_key   = "id"
  item       = "{\"id\": {\"S\": \"a\"}}"
}

resource "aws_lb_target_group" "old_first" {
  name     = "api"
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d"
}

resource "aws_lb_target_group" "new_first" {
  name     = "web"
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d"
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_user" "auditor" {
  name = "auditor"
}

resource "aws_db_instance" "rotated" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password_wo         = "not-a-real-password-1"
  password_wo_version = 1
  skip_final_snapshot = true
}
