mock_provider "azurerm" {}

variables {
  name                = "acmeimages"
  location            = "westeurope"
  resource_group_name = "acme-test"
}

run "is_private" {
  command = plan

  assert {
    condition     = !azurerm_container_registry.this.public_network_access_enabled && !azurerm_container_registry.this.anonymous_pull_enabled
    error_message = "The registry can be reached from the internet."
  }

  assert {
    condition     = !azurerm_container_registry.this.admin_enabled
    error_message = "The registry has an administrator with a password."
  }
}

run "refuses_a_name_that_is_none" {
  command = plan

  variables {
    name = "acme-images"
  }

  expect_failures = [var.name]
}
