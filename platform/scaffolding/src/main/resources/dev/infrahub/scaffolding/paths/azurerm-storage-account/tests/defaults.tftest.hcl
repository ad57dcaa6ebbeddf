mock_provider "azurerm" {}

variables {
  name                = "acmeartifacts"
  location            = "westeurope"
  resource_group_name = "acme-test"
}

run "is_private_and_encrypted" {
  command = plan

  assert {
    condition     = !azurerm_storage_account.this.public_network_access_enabled && !azurerm_storage_account.this.allow_nested_items_to_be_public
    error_message = "The storage account can be reached from the internet."
  }

  assert {
    condition     = !azurerm_storage_account.this.shared_access_key_enabled && !azurerm_storage_account.this.local_user_enabled
    error_message = "The storage account has keys or users of its own."
  }

  assert {
    condition     = azurerm_storage_account.this.infrastructure_encryption_enabled && azurerm_storage_account.this.min_tls_version == "TLS1_2"
    error_message = "Data is not encrypted where it is kept and on its way."
  }
}

run "refuses_a_name_that_is_none" {
  command = plan

  variables {
    name = "Acme-Artifacts"
  }

  expect_failures = [var.name]
}
