provider "google" {}

module "network" {
  source = "../.."

  name    = "acme"
  project = "acme-test"

  subnetworks = {
    nodes = {
      region           = "europe-west1"
      cidr             = "10.0.0.0/20"
      secondary_ranges = { pods = "10.4.0.0/14", services = "10.8.0.0/20" }
    }
  }
}
