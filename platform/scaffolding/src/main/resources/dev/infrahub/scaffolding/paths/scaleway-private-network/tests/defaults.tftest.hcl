mock_provider "scaleway" {}

variables {
  name             = "acme-test"
  private_networks = { nodes = "10.0.0.0/22" }
}

run "makes_what_is_asked_for" {
  command = plan

  assert {
    condition     = scaleway_vpc_private_network.this["nodes"].name == "acme-test-nodes"
    error_message = "The private network is not called by its name."
  }

  assert {
    condition     = contains(scaleway_vpc.this.tags, "managed-by=terraform")
    error_message = "The VPC is not tagged."
  }
}

run "refuses_addresses_that_are_none" {
  command = plan

  variables {
    private_networks = { nodes = "10.0.0.0" }
  }

  expect_failures = [var.private_networks]
}
