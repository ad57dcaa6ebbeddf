output "id" {
  description = "Id of the instance, with its region."
  value       = scaleway_rdb_instance.this.id
}

output "private_network" {
  description = "Address, host name and port of the instance in the private network."
  value       = scaleway_rdb_instance.this.private_network
}

output "certificate" {
  description = "Certificate that connections are verified with."
  value       = scaleway_rdb_instance.this.certificate
}

output "database_name" {
  description = "The database that was created with the instance."
  value       = scaleway_rdb_database.this.name
}
