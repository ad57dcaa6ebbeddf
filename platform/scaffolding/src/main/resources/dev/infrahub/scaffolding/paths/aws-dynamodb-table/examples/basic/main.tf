provider "aws" {
  region = "eu-west-1"
}

module "table" {
  source = "../.."

  name          = "acme-orders"
  partition_key = { name = "id", type = "S" }

  tags = {
    environment = "test"
  }
}
