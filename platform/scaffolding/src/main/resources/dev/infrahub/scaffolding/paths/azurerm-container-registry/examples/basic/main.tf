provider "azurerm" {
  features {}
}

module "registry" {
  source = "../.."

  name                = "acmeimages"
  location            = "westeurope"
  resource_group_name = "acme-test"

  tags = {
    environment = "test"
  }
}
