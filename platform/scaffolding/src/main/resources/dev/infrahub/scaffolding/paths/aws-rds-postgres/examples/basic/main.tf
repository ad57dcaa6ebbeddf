provider "aws" {
  region = "eu-west-1"
}

module "database" {
  source = "../.."

  name       = "acme-orders"
  vpc_id     = "vpc-0123456789abcdef0"
  subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]

  client_security_group_ids = {
    shop = "sg-0123456789abcdef0"
  }

  tags = {
    environment = "test"
  }
}
