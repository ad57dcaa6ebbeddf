provider "aws" {
  region = "eu-west-1"
}

module "key" {
  source = "../.."

  name        = "acme/orders"
  description = "Encrypts what the orders service keeps"

  tags = {
    environment = "test"
  }
}
