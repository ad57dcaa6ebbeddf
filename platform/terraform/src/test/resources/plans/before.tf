variable "token" {
  sensitive = true
  default   = "example-token-before"
}

resource "terraform_data" "network" {
  input = "10.0.0.0/16"
}

resource "terraform_data" "server" {
  for_each         = toset(["a.1", "b's"])
  input            = { network = terraform_data.network.output, size = "small" }
  triggers_replace = "image-1"
}

resource "terraform_data" "old_name" {
  input = "moved"
}

resource "terraform_data" "secret" {
  input = { token = var.token, user = "shop" }
}

resource "terraform_data" "gone" {
  input = terraform_data.network.id
}

resource "terraform_data" "let_go" {
  input = "kept outside"
}

output "token" {
  value     = var.token
  sensitive = true
}
