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
}

run "is_private_and_cannot_be_purged" {
  command = plan

  assert {
    condition     = !azurerm_key_vault.this.public_network_access_enabled && azurerm_key_vault.this.purge_protection_enabled
    error_message = "The vault can be reached from the internet, or be purged."
  }

  assert {
    condition     = azurerm_key_vault.this.rbac_authorization_enabled
    error_message = "The vault has access policies of its own."
  }

  assert {
    condition     = length(azurerm_role_assignment.administrator) == 0
    error_message = "Somebody administers the vault without being named."
  }
}

run "refuses_a_name_that_is_too_long" {
  command = plan

  variables {
    name = "a-vault-whose-name-is-too-long"
  }

  expect_failures = [var.name]
}
