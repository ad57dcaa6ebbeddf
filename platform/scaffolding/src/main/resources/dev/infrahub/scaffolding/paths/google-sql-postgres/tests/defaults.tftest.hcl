mock_provider "google" {}

variables {
  name       = "acme-orders"
  project    = "acme-test"
  region     = "europe-west1"
  network_id = "projects/acme-test/global/networks/acme"
}

run "is_private_and_encrypted" {
  command = plan

  assert {
    condition     = !google_sql_database_instance.this.settings[0].ip_configuration[0].ipv4_enabled
    error_message = "The instance has a public address."
  }

  assert {
    condition     = google_sql_database_instance.this.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    error_message = "Connections need not be encrypted."
  }

  assert {
    condition     = length(google_sql_user.iam) == 0
    error_message = "Somebody may log in without being named."
  }
}

run "refuses_another_engine" {
  command = plan

  variables {
    database_version = "MYSQL_8_0"
  }

  expect_failures = [var.database_version]
}
