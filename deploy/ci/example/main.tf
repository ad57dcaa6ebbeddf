# What the tests of these pipelines plan and apply: a real change to real state that needs no provider and no account.

terraform {
  required_version = ">= 1.7"
}

variable "retention_days" {
  type    = number
  default = 7
}

resource "terraform_data" "logs" {
  input = { retention_days = var.retention_days }
}

output "retention_days" {
  value = terraform_data.logs.output.retention_days
}
