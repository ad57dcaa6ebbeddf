provider "aws" {
  region = "eu-west-1"
}

module "bucket" {
  source = "../.."

  name = "acme-build-artifacts"

  tags = {
    environment = "test"
  }
}
