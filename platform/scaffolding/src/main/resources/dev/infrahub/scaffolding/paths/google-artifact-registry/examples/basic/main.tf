provider "google" {}

module "images" {
  source = "../.."

  name    = "images"
  project = "acme-test"
  region  = "europe-west1"

  labels = {
    environment = "test"
  }
}
