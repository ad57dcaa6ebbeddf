output "id" {
  description = "Id of the cluster."
  value       = google_container_cluster.this.id
}

output "name" {
  description = "Name of the cluster."
  value       = google_container_cluster.this.name
}

output "endpoint" {
  description = "Address of the API server, within the network."
  value       = google_container_cluster.this.endpoint
}
