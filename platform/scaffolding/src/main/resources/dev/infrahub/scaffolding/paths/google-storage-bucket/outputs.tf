output "name" {
  description = "Name of the bucket."
  value       = google_storage_bucket.this.name
}

output "url" {
  description = "URL of the bucket, with gs:// in front."
  value       = google_storage_bucket.this.url
}
