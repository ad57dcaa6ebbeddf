provider "scaleway" {}

variable "password" {
  description = "Password of the first user, by TF_VAR_password."
  type        = string
  sensitive   = true
  ephemeral   = true
}

module "database" {
  source = "../.."

  name               = "acme-orders"
  private_network_id = "fr-par/00000000-0000-0000-0000-000000000001"
  password           = var.password

  tags = {
    environment = "test"
  }
}
