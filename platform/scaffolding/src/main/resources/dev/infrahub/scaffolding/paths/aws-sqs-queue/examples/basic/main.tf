provider "aws" {
  region = "eu-west-1"
}

module "queue" {
  source = "../.."

  name = "acme-orders"

  tags = {
    environment = "test"
  }
}
