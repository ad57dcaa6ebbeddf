mock_provider "aws" {}

variables {
  name = "acme/orders"
}

run "is_private_scanned_and_immutable" {
  command = plan

  assert {
    condition     = one(aws_ecr_repository.this.image_scanning_configuration).scan_on_push && aws_ecr_repository.this.image_tag_mutability == "IMMUTABLE"
    error_message = "Images are not scanned, or their tags can be moved."
  }

  assert {
    condition     = length(aws_ecr_repository_policy.this) == 0
    error_message = "Others may pull without being named."
  }
}

run "refuses_everybody_as_reader" {
  command = plan

  variables {
    reader_arns = ["*"]
  }

  expect_failures = [var.reader_arns]
}
