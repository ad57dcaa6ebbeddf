mock_provider "aws" {}

override_resource {
  target = aws_iam_role.this
  values = {
    arn = "arn:aws:iam::123456789012:role/lambda"
  }
}

variables {
  name = "acme-orders"
}

run "refuses_what_is_no_zip" {
  command = plan

  variables {
    package_path = "main.py"
  }

  expect_failures = [var.package_path]
}
