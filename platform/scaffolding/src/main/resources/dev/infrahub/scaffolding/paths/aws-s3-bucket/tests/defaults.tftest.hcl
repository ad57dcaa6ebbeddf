mock_provider "aws" {}

variables {
  name = "acme-build-artifacts"
}

run "is_private_and_encrypted" {
  command = plan

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "The bucket can be made public."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "Objects are not encrypted with a bucket key."
  }

  assert {
    condition     = aws_s3_bucket.this.tags["managed-by"] == "terraform"
    error_message = "The bucket is not tagged."
  }
}

run "refuses_a_name_that_is_none" {
  command = plan

  variables {
    name = "Not_A_Bucket"
  }

  expect_failures = [var.name]
}
