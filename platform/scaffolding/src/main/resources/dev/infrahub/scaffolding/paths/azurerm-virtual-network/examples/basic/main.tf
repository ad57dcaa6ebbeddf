provider "azurerm" {
  features {}
}

module "network" {
  source = "../.."

  name                = "acme-test"
  location            = "westeurope"
  resource_group_name = "acme-test"

  subnets = {
    nodes    = { address_prefix = "10.0.0.0/22" }
    postgres = { address_prefix = "10.0.8.0/24", delegation = { name = "Microsoft.DBforPostgreSQL/flexibleServers" } }
  }

  tags = {
    environment = "test"
  }
}
