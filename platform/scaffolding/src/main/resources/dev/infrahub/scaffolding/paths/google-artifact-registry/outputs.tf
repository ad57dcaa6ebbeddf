output "id" {
  description = "Id of the repository."
  value       = google_artifact_registry_repository.this.id
}

output "url" {
  description = "What images are pushed to and pulled from."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.this.repository_id}"
}
