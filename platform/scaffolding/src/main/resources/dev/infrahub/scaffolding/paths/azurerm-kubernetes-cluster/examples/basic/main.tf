provider "azurerm" {
  features {}
}

module "cluster" {
  source = "../.."

  name                           = "acme-test"
  location                       = "westeurope"
  resource_group_name            = "acme-test"
  subnet_id                      = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/acme-test/providers/Microsoft.Network/virtualNetworks/acme/subnets/nodes"
  administrator_group_object_ids = ["00000000-0000-0000-0000-000000000003"]

  tags = {
    environment = "test"
  }
}
