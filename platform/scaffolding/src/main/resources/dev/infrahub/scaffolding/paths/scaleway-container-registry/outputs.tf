output "id" {
  description = "Id of the namespace, with its region."
  value       = scaleway_registry_namespace.this.id
}

output "endpoint" {
  description = "What images are pushed to and pulled from."
  value       = scaleway_registry_namespace.this.endpoint
}
