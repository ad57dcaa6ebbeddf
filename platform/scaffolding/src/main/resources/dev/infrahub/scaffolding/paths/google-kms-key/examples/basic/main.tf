provider "google" {}

module "key" {
  source = "../.."

  name          = "orders"
  key_ring_name = "acme"
  project       = "acme-test"
  location      = "europe-west1"

  labels = {
    environment = "test"
  }
}
