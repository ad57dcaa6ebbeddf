mock_provider "aws" {}

variables {
  name          = "acme-orders"
  partition_key = { name = "id", type = "S" }
}

run "is_encrypted_and_can_be_restored" {
  command = plan

  assert {
    condition     = one(aws_dynamodb_table.this.server_side_encryption).enabled && one(aws_dynamodb_table.this.point_in_time_recovery).enabled
    error_message = "The table is not encrypted, or cannot be restored."
  }

  assert {
    condition     = aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "The table can be deleted."
  }
}

run "refuses_a_type_that_is_none" {
  command = plan

  variables {
    partition_key = { name = "id", type = "string" }
  }

  expect_failures = [var.partition_key]
}
