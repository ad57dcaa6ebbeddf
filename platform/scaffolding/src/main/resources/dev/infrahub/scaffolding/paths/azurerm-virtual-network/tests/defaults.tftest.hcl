mock_provider "azurerm" {}

variables {
  name                = "acme-test"
  location            = "westeurope"
  resource_group_name = "acme-test"

  subnets = {
    nodes = { address_prefix = "10.0.0.0/22" }
  }
}

run "guards_each_subnet" {
  command = plan

  assert {
    condition     = length(azurerm_subnet_network_security_group_association.this) == length(azurerm_subnet.this)
    error_message = "A subnet has no security group."
  }

  assert {
    condition     = alltrue([for subnet in azurerm_subnet.this : !subnet.default_outbound_access_enabled])
    error_message = "A subnet reaches the internet by itself."
  }
}

run "refuses_addresses_that_are_none" {
  command = plan

  variables {
    subnets = {
      nodes = { address_prefix = "10.0.0.0" }
    }
  }

  expect_failures = [var.subnets]
}
