provider "scaleway" {}

module "bucket" {
  source = "../.."

  name = "acme-artifacts"

  tags = {
    environment = "test"
  }
}
