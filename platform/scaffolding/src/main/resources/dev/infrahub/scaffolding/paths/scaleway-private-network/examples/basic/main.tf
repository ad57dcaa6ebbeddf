provider "scaleway" {}

module "network" {
  source = "../.."

  name             = "acme-test"
  private_networks = { nodes = "10.0.0.0/22" }

  tags = {
    environment = "test"
  }
}
