provider "azurerm" {
  features {}
}

module "vault" {
  source = "../.."

  name                = "acme-orders"
  location            = "westeurope"
  resource_group_name = "acme-test"

  tags = {
    environment = "test"
  }
}
