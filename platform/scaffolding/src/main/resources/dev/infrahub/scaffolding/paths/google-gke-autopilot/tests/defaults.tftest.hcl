mock_provider "google" {}

variables {
  name       = "acme-test"
  project    = "acme-test"
  region     = "europe-west1"
  network    = "acme"
  subnetwork = "nodes"
}

run "is_private" {
  command = plan

  assert {
    condition     = google_container_cluster.this.private_cluster_config[0].enable_private_nodes && google_container_cluster.this.private_cluster_config[0].enable_private_endpoint
    error_message = "Nodes or API server have public addresses."
  }

  assert {
    condition     = google_container_cluster.this.master_authorized_networks_config[0].private_endpoint_enforcement_enabled && !google_container_cluster.this.master_authorized_networks_config[0].gcp_public_cidrs_access_enabled
    error_message = "The API server answers addresses that were not named."
  }

  assert {
    condition     = google_container_cluster.this.deletion_protection
    error_message = "The cluster can be deleted."
  }
}

run "refuses_everybody" {
  command = plan

  variables {
    api_server_clients = { all = "0.0.0.0/0" }
  }

  expect_failures = [var.api_server_clients]
}
