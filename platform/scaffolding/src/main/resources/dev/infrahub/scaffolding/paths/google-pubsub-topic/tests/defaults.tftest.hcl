mock_provider "google" {
  mock_data "google_project" {
    defaults = {
      number = "123456789012"
    }
  }
}

variables {
  name            = "orders"
  project         = "acme-test"
  allowed_regions = ["europe-west1"]
}

run "keeps_what_could_not_be_delivered" {
  command = plan

  assert {
    condition     = google_pubsub_subscription.this.dead_letter_policy[0].max_delivery_attempts == 5
    error_message = "There are no dead letters."
  }

  assert {
    condition     = google_pubsub_topic.this.labels["managed-by"] == "terraform"
    error_message = "The topic is not labelled."
  }
}

run "refuses_to_keep_messages_anywhere" {
  command = plan

  variables {
    allowed_regions = []
  }

  expect_failures = [var.allowed_regions]
}
