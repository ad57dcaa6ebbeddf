output "connection_name" {
  description = "What the Cloud SQL proxy connects to."
  value       = google_sql_database_instance.this.connection_name
}

output "private_ip_address" {
  description = "Address of the instance in the network."
  value       = google_sql_database_instance.this.private_ip_address
}

output "database_name" {
  description = "The database that was created with the instance."
  value       = google_sql_database.this.name
}
