provider "azurerm" {
  features {}
}

module "logs" {
  source = "../.."

  name                = "acme-test"
  location            = "westeurope"
  resource_group_name = "acme-test"

  tags = {
    environment = "test"
  }
}
