provider "google" {}

module "bucket" {
  source = "../.."

  name     = "acme-artifacts"
  project  = "acme-test"
  location = "EU"

  labels = {
    environment = "test"
  }
}
