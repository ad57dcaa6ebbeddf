output "id" {
  description = "Id of the network."
  value       = azurerm_virtual_network.this.id
}

output "subnet_ids" {
  description = "Ids of the subnets, by their names."
  value       = { for name, subnet in azurerm_subnet.this : name => subnet.id }
}

output "security_group_names" {
  description = "Names of the security groups of the subnets, by the subnets' names."
  value       = { for name, group in azurerm_network_security_group.this : name => group.name }
}
