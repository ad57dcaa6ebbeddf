provider "azurerm" {
  # accounts without keys are reached by Entra ID
  storage_use_azuread = true

  features {
    # an account off the internet does not answer a provider outside its network
    storage {
      data_plane_available = false
    }
  }
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
