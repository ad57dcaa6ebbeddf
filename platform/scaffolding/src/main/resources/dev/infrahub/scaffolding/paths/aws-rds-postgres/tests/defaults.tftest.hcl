mock_provider "aws" {}

variables {
  name       = "acme-orders"
  vpc_id     = "vpc-0a1b2c3d"
  subnet_ids = ["subnet-0a1b2c3d", "subnet-1a2b3c4d"]
}

run "is_private_and_encrypted" {
  command = plan

  assert {
    condition     = aws_db_instance.this.storage_encrypted && !aws_db_instance.this.publicly_accessible
    error_message = "The instance is public, or its storage is not encrypted."
  }

  assert {
    condition     = aws_db_instance.this.manage_master_user_password
    error_message = "RDS does not keep the credentials."
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.postgres) == 0
    error_message = "Somebody may connect without being named."
  }
}

run "refuses_one_subnet" {
  command = plan

  variables {
    subnet_ids = ["subnet-0a1b2c3d"]
  }

  expect_failures = [var.subnet_ids]
}
