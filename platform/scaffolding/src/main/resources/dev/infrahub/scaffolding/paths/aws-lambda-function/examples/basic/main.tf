provider "aws" {
  region = "eu-west-1"
}

module "function" {
  source = "../.."

  name         = "acme-orders"
  package_path = "build/orders.zip"
  runtime      = "python3.13"
  handler      = "main.handler"

  tags = {
    environment = "test"
  }
}
