variable "token" {
  type      = string
  default   = "spring"
  sensitive = true
}

resource "terraform_data" "größe" {
  for_each = toset(["ü b"])
  input    = each.key
}

resource "terraform_data" "marked" {
  input = { word = var.token, other = "a" }
}

removed {
  from = terraform_data.released
  lifecycle {
    destroy = false
  }
}

resource "terraform_data" "notes" {
  input = <<-EOT
    What the plan said last time:

      # terraform_data.größe["ü b"] will be destroyed
      - resource "terraform_data" "größe" {
          - id = "x" -> null
        }

    Plan: 0 to add, 0 to change, 1 to destroy.

    [unit-a]   # terraform_data.marked will be destroyed
    [unit-a]   - resource "terraform_data" "marked" {
    [unit-a]     }
    [unit-a] Plan: 0 to add, 0 to change, 4 to destroy.
    No changes. Your infrastructure matches the configuration.
  EOT
}

output "notes" {
  value = <<-EOT
    # terraform_data.notes will be destroyed
    Plan: 9 to add, 9 to change, 9 to destroy.
  EOT
}
