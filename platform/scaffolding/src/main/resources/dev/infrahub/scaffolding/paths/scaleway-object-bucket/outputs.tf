output "id" {
  description = "Id of the bucket, with its region."
  value       = scaleway_object_bucket.this.id
}

output "name" {
  description = "Name of the bucket."
  value       = scaleway_object_bucket.this.name
}

output "endpoint" {
  description = "URL of the bucket."
  value       = scaleway_object_bucket.this.endpoint
}
