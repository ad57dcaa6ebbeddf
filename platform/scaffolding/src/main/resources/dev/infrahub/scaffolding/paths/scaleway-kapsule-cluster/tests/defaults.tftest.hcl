mock_provider "scaleway" {}

variables {
  name               = "acme-test"
  private_network_id = "fr-par/00000000-0000-0000-0000-000000000001"
  kubernetes_version = "1.33"
}

run "is_private" {
  command = plan

  assert {
    condition     = scaleway_k8s_acl.this.no_ip_allowed
    error_message = "The API server can be reached by somebody who was not named."
  }

  assert {
    condition     = scaleway_k8s_pool.this.public_ip_disabled
    error_message = "Nodes have public addresses."
  }
}

run "refuses_everybody" {
  command = plan

  variables {
    api_server_clients = { all = "0.0.0.0/0" }
  }

  expect_failures = [var.api_server_clients]
}
