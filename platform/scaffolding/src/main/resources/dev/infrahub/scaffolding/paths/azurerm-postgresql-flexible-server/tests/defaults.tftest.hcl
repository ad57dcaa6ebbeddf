mock_provider "azurerm" {
  mock_data "azurerm_client_config" {
    defaults = {
      tenant_id = "00000000-0000-0000-0000-000000000001"
    }
  }
}

variables {
  name                = "acme-orders"
  location            = "westeurope"
  resource_group_name = "acme-test"
  subnet_id           = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/acme-test/providers/Microsoft.Network/virtualNetworks/acme/subnets/postgres"
  private_dns_zone_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/acme-test/providers/Microsoft.Network/privateDnsZones/acme.postgres.database.azure.com"

  administrator = {
    object_id = "00000000-0000-0000-0000-000000000003"
    name      = "database-administrators"
    type      = "Group"
  }
}

run "is_private_and_without_passwords" {
  command = plan

  assert {
    condition     = !azurerm_postgresql_flexible_server.this.public_network_access_enabled
    error_message = "The server can be reached from the internet."
  }

  assert {
    condition     = !one(azurerm_postgresql_flexible_server.this.authentication).password_auth_enabled
    error_message = "The server takes passwords."
  }
}

run "refuses_an_old_version" {
  command = plan

  variables {
    postgres_version = "11"
  }

  expect_failures = [var.postgres_version]
}
