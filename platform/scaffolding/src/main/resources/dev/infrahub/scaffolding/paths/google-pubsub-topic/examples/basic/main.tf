provider "google" {}

module "orders" {
  source = "../.."

  name            = "orders"
  project         = "acme-test"
  allowed_regions = ["europe-west1"]

  labels = {
    environment = "test"
  }
}
