locals {
  tags = [for key, value in merge({ managed-by = "terraform" }, var.tags) : "${key}=${value}"]
}

resource "scaleway_vpc" "this" {
  name   = var.name
  region = var.region
  tags   = local.tags
}

resource "scaleway_vpc_private_network" "this" {
  for_each = var.private_networks

  name   = "${var.name}-${each.key}"
  region = var.region
  vpc_id = scaleway_vpc.this.id
  tags   = local.tags

  ipv4_subnet {
    subnet = each.value
  }
}
