mock_provider "azurerm" {}

variables {
  name                           = "acme-test"
  location                       = "westeurope"
  resource_group_name            = "acme-test"
  subnet_id                      = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/acme-test/providers/Microsoft.Network/virtualNetworks/acme/subnets/nodes"
  administrator_group_object_ids = ["00000000-0000-0000-0000-000000000003"]
}

run "is_private_and_without_local_accounts" {
  command = plan

  assert {
    condition     = azurerm_kubernetes_cluster.this.private_cluster_enabled && !azurerm_kubernetes_cluster.this.private_cluster_public_fqdn_enabled
    error_message = "The API server can be reached from the internet."
  }

  assert {
    condition     = azurerm_kubernetes_cluster.this.local_account_disabled
    error_message = "The cluster has local accounts."
  }
}

run "may_use_its_subnet_alone" {
  command = plan

  assert {
    condition     = azurerm_role_assignment.network.scope == var.subnet_id && azurerm_role_assignment.network.role_definition_name == "Network Contributor"
    error_message = "The cluster cannot join its subnet, or may do more."
  }
}

run "can_change_its_nodes" {
  command = plan

  assert {
    condition     = azurerm_kubernetes_cluster.this.default_node_pool[0].temporary_name_for_rotation == "rotation"
    error_message = "Another size of nodes is refused by Azure."
  }
}

run "refuses_a_cluster_of_nobody" {
  command = plan

  variables {
    administrator_group_object_ids = []
  }

  expect_failures = [var.administrator_group_object_ids]
}
