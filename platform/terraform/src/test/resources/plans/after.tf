variable "token" {
  sensitive = true
  default   = "example-token-after"
}

resource "terraform_data" "network" {
  input = "10.1.0.0/16"
}

resource "terraform_data" "server" {
  for_each         = toset(["a.1", "b's"])
  input            = { network = terraform_data.network.output, size = "large" }
  triggers_replace = "image-2"
}

moved {
  from = terraform_data.old_name
  to   = terraform_data.new_name
}

resource "terraform_data" "new_name" {
  input = "moved"
}

resource "terraform_data" "secret" {
  input = { token = var.token, user = "shop" }
}

removed {
  from = terraform_data.let_go
  lifecycle {
    destroy = false
  }
}

module "edge" {
  source  = "./module"
  servers = [for server in terraform_data.server : server.id]
}

resource "terraform_data" "alarm" {
  input = module.edge.id
}

check "size" {
  assert {
    condition     = length(terraform_data.server) > 2
    error_message = "Two servers are too few."
  }
}

output "token" {
  value     = var.token
  sensitive = true
}

output "edge" {
  value = module.edge.id
}
