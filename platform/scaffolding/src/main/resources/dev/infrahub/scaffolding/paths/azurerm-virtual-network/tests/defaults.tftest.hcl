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

run "delegates_with_the_actions_of_the_service" {
  command = plan

  variables {
    subnets = {
      postgres = { address_prefix = "10.0.8.0/24", delegation = { name = "Microsoft.DBforPostgreSQL/flexibleServers" } }
      apps     = { address_prefix = "10.0.9.0/24", delegation = { name = "Microsoft.Web/serverFarms", actions = ["Microsoft.Network/virtualNetworks/subnets/action"] } }
    }
  }

  assert {
    condition     = azurerm_subnet.this["postgres"].delegation[0].service_delegation[0].actions == toset(["Microsoft.Network/virtualNetworks/subnets/join/action"])
    error_message = "The subnet of PostgreSQL is not delegated by what PostgreSQL takes."
  }

  assert {
    condition     = azurerm_subnet.this["apps"].delegation[0].service_delegation[0].actions == toset(["Microsoft.Network/virtualNetworks/subnets/action"])
    error_message = "The actions of the service are not those that were asked for."
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
