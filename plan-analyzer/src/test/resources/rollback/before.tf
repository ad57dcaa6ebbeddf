resource "terraform_data" "network" {
  input = "10.0.0.0/16"
}

resource "terraform_data" "database" {
  input            = { size = 1, network = terraform_data.network.output }
  triggers_replace = "v1"
}

resource "terraform_data" "user" {
  for_each = toset(["it's me", "plain"])
  input    = each.key
}

resource "terraform_data" "gone" {
  input = "still needed"
}

resource "terraform_data" "old_name" {
  input = "moves"
}

resource "terraform_data" "handed_over" {
  input = "stays"
}
