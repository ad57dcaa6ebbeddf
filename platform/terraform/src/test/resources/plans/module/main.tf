variable "servers" {
  type = list(string)
}

resource "terraform_data" "balancer" {
  input = var.servers
}

output "id" {
  value = terraform_data.balancer.id
}
