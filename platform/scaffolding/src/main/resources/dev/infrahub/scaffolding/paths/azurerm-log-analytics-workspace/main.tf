locals {
  tags = merge({ managed-by = "terraform" }, var.tags)
}

resource "azurerm_log_analytics_workspace" "this" {
  name                = var.name
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = "PerGB2018"
  retention_in_days   = var.retention_days
  daily_quota_gb      = var.daily_quota_gb
  tags                = local.tags

  internet_ingestion_enabled = var.internet_ingestion_enabled
  internet_query_enabled     = var.internet_query_enabled

  # what sends logs does so by Entra ID, not by a key of the workspace
  local_authentication_enabled = false
}
