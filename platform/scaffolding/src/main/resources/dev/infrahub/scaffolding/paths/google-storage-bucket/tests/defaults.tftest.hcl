mock_provider "google" {}

variables {
  name     = "acme-artifacts"
  project  = "acme-test"
  location = "EU"
}

run "is_private" {
  command = plan

  assert {
    condition     = google_storage_bucket.this.public_access_prevention == "enforced" && google_storage_bucket.this.uniform_bucket_level_access
    error_message = "The bucket can be made public."
  }

  assert {
    condition     = google_storage_bucket.this.labels["managed-by"] == "terraform"
    error_message = "The bucket is not labelled."
  }
}

run "refuses_a_label_that_is_none" {
  command = plan

  variables {
    labels = { Environment = "Test" }
  }

  expect_failures = [var.labels]
}
