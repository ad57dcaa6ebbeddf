output "id" {
  description = "Id of the workspace."
  value       = azurerm_log_analytics_workspace.this.id
}

output "workspace_id" {
  description = "The workspace's own id, by which it is queried."
  value       = azurerm_log_analytics_workspace.this.workspace_id
}
