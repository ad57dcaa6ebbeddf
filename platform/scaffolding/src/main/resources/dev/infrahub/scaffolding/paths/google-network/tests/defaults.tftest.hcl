mock_provider "google" {}

variables {
  name    = "acme"
  project = "acme-test"

  subnetworks = {
    nodes = { region = "europe-west1", cidr = "10.0.0.0/20" }
  }
}

run "makes_what_is_asked_for_alone" {
  command = plan

  assert {
    condition     = !google_compute_network.this.auto_create_subnetworks
    error_message = "The network makes subnetworks by itself."
  }

  assert {
    condition     = alltrue([for subnet in google_compute_subnetwork.this : subnet.private_ip_google_access])
    error_message = "A subnetwork does not reach Google privately."
  }
}

run "refuses_addresses_that_are_none" {
  command = plan

  variables {
    subnetworks = {
      nodes = { region = "europe-west1", cidr = "10.0.0.0" }
    }
  }

  expect_failures = [var.subnetworks]
}
