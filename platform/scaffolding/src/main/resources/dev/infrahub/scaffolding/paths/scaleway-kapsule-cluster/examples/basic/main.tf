provider "scaleway" {}

module "cluster" {
  source = "../.."

  name               = "acme-test"
  private_network_id = "fr-par/00000000-0000-0000-0000-000000000001"
  kubernetes_version = "1.33"

  api_server_clients = {
    office = "192.0.2.0/24"
  }

  tags = {
    environment = "test"
  }
}
