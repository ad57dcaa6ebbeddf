provider "azurerm" {
  # accounts without keys are reached by Entra ID
  storage_use_azuread = true

  features {}
}

module "storage" {
  source = "../.."

  name                = "acmeartifacts"
  location            = "westeurope"
  resource_group_name = "acme-test"
  containers          = ["builds"]

  tags = {
    environment = "test"
  }
}
