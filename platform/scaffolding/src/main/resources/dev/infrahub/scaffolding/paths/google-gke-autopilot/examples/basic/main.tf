provider "google" {}

module "cluster" {
  source = "../.."

  name       = "acme-test"
  project    = "acme-test"
  region     = "europe-west1"
  network    = "acme"
  subnetwork = "nodes"

  api_server_clients = {
    office = "10.20.0.0/16"
  }

  labels = {
    environment = "test"
  }
}
