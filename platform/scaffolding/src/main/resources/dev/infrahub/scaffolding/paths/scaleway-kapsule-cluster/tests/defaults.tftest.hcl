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

run "has_its_nodes_in_its_region" {
  command = plan

  variables {
    region             = "nl-ams"
    private_network_id = "nl-ams/00000000-0000-0000-0000-000000000001"
  }

  assert {
    condition     = scaleway_k8s_pool.this.zone == "nl-ams-1"
    error_message = "The nodes are in a zone of another region."
  }
}

run "refuses_a_zone_of_another_region" {
  command = plan

  variables {
    zone = "nl-ams-1"
  }

  expect_failures = [var.zone]
}

run "refuses_everybody" {
  command = plan

  variables {
    api_server_clients = { all = "0.0.0.0/0" }
  }

  expect_failures = [var.api_server_clients]
}
