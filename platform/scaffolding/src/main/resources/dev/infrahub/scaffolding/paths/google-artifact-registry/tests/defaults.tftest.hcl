mock_provider "google" {}

variables {
  name    = "images"
  project = "acme-test"
  region  = "europe-west1"
}

run "is_private_and_immutable" {
  command = plan

  assert {
    condition     = google_artifact_registry_repository.this.docker_config[0].immutable_tags
    error_message = "Tags can be moved."
  }

  assert {
    condition     = length(google_artifact_registry_repository_iam_member.reader) == 0
    error_message = "Somebody may pull without being named."
  }
}

run "refuses_everybody_as_reader" {
  command = plan

  variables {
    readers = ["allUsers"]
  }

  expect_failures = [var.readers]
}
