output "vpc_id" {
  description = "Id of the VPC, with its region."
  value       = scaleway_vpc.this.id
}

output "private_network_ids" {
  description = "Ids of the private networks, by their names."
  value       = { for name, network in scaleway_vpc_private_network.this : name => network.id }
}
