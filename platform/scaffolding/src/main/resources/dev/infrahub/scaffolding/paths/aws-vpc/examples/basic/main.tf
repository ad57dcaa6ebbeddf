provider "aws" {
  region = "eu-west-1"
}

module "network" {
  source = "../.."

  name               = "acme-test"
  availability_zones = ["eu-west-1a", "eu-west-1b"]

  tags = {
    environment = "test"
  }
}
