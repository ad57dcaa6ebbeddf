provider "aws" {
  region = "eu-west-1"
}

module "images" {
  source = "../.."

  name = "acme/orders"

  tags = {
    environment = "test"
  }
}
