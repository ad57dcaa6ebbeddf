resource "terraform_data" "network" {
  input = "10.1.0.0/16"
}

resource "terraform_data" "database" {
  input            = { size = 2, network = terraform_data.network.output }
  triggers_replace = "v2"
}

resource "terraform_data" "user" {
  for_each = toset(["say \"hi\"", "plain"])
  input    = each.key
}

resource "terraform_data" "new_name" {
  input = "moves"
}

moved {
  from = terraform_data.old_name
  to   = terraform_data.new_name
}

removed {
  from = terraform_data.handed_over
  lifecycle {
    destroy = false
  }
}

resource "terraform_data" "new" {
  input = terraform_data.network.output
}

resource "terraform_data" "newer" {
  input = terraform_data.new.output
}
