mock_provider "google" {}

variables {
  name          = "orders"
  key_ring_name = "acme"
  project       = "acme-test"
  location      = "europe-west1"
}

run "rotates" {
  command = plan

  assert {
    condition     = google_kms_crypto_key.this.rotation_period == "7776000s"
    error_message = "The key is not rotated every 90 days."
  }

  assert {
    condition     = length(google_kms_crypto_key_iam_member.user) == 0
    error_message = "Somebody may use the key without being named."
  }
}

run "refuses_everybody_as_user" {
  command = plan

  variables {
    users = ["allUsers"]
  }

  expect_failures = [var.users]
}
