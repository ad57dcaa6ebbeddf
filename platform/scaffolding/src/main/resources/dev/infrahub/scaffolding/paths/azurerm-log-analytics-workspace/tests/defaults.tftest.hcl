mock_provider "azurerm" {}

variables {
  name                = "acme-test"
  location            = "westeurope"
  resource_group_name = "acme-test"
}

run "is_private" {
  command = plan

  assert {
    condition     = !azurerm_log_analytics_workspace.this.internet_ingestion_enabled && !azurerm_log_analytics_workspace.this.internet_query_enabled
    error_message = "The workspace can be reached over the internet."
  }

  assert {
    condition     = !azurerm_log_analytics_workspace.this.local_authentication_enabled
    error_message = "Whoever has the key of the workspace writes logs."
  }

  assert {
    condition     = azurerm_log_analytics_workspace.this.retention_in_days == 90
    error_message = "Logs are not kept for 90 days."
  }
}

run "refuses_to_keep_too_little" {
  command = plan

  variables {
    retention_days = 7
  }

  expect_failures = [var.retention_days]
}
