mock_provider "aws" {}

override_resource {
  target = aws_cloudwatch_log_group.flow
  values = {
    arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/vpc/acme-test/flow"
  }
}

override_resource {
  target = aws_iam_role.flow
  values = {
    arn = "arn:aws:iam::123456789012:role/vpc-flow"
  }
}

variables {
  name               = "acme-test"
  availability_zones = ["eu-west-1a", "eu-west-1b"]
}

run "gives_no_public_addresses" {
  command = plan

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : !subnet.map_public_ip_on_launch])
    error_message = "A public subnet gives out public addresses."
  }

  assert {
    condition     = length(aws_subnet.private) == 2
    error_message = "There is no private subnet for each zone."
  }
}

run "refuses_addresses_that_are_none" {
  command = plan

  variables {
    cidr_block = "10.0.0.0/8"
  }

  expect_failures = [var.cidr_block]
}
