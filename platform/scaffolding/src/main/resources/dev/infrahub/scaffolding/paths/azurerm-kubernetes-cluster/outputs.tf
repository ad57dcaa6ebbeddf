output "id" {
  description = "Id of the cluster."
  value       = azurerm_kubernetes_cluster.this.id
}

output "private_fqdn" {
  description = "Host name of the API server, within the network."
  value       = azurerm_kubernetes_cluster.this.private_fqdn
}

output "oidc_issuer_url" {
  description = "What workload identities are federated with."
  value       = azurerm_kubernetes_cluster.this.oidc_issuer_url
}

output "kubelet_object_id" {
  description = "Object id of the identity that pulls images."
  value       = azurerm_kubernetes_cluster.this.kubelet_identity[0].object_id
}
