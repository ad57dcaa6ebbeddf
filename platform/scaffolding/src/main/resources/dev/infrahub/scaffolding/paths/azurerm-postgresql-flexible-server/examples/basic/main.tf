provider "azurerm" {
  features {}
}

module "database" {
  source = "../.."

  name                = "acme-orders"
  location            = "westeurope"
  resource_group_name = "acme-test"
  subnet_id           = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/acme-test/providers/Microsoft.Network/virtualNetworks/acme/subnets/postgres"
  private_dns_zone_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/acme-test/providers/Microsoft.Network/privateDnsZones/acme.postgres.database.azure.com"

  administrator = {
    object_id = "00000000-0000-0000-0000-000000000003"
    name      = "database-administrators"
    type      = "Group"
  }

  tags = {
    environment = "test"
  }
}
