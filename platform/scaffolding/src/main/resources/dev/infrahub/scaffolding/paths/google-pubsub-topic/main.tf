locals {
  labels = merge({ managed-by = "terraform" }, var.labels)
}

resource "google_pubsub_topic" "this" {
  name                       = var.name
  project                    = var.project
  kms_key_name               = var.kms_key_name
  message_retention_duration = "${var.message_retention_days * 86400}s"
  labels                     = local.labels

  message_storage_policy {
    allowed_persistence_regions = var.allowed_regions
  }
}

resource "google_pubsub_topic" "dead" {
  name                       = "${var.name}-dead"
  project                    = var.project
  kms_key_name               = var.kms_key_name
  message_retention_duration = "${var.message_retention_days * 86400}s"
  labels                     = local.labels

  message_storage_policy {
    allowed_persistence_regions = var.allowed_regions
  }
}

resource "google_pubsub_subscription" "this" {
  name                       = var.name
  project                    = var.project
  topic                      = google_pubsub_topic.this.id
  ack_deadline_seconds       = var.ack_deadline_seconds
  message_retention_duration = "${var.message_retention_days * 86400}s"
  enable_message_ordering    = var.message_ordering
  labels                     = local.labels

  # it does not end by itself
  expiration_policy {
    ttl = ""
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.dead.id
    max_delivery_attempts = var.max_delivery_attempts
  }
}

resource "google_pubsub_subscription" "dead" {
  name                       = "${var.name}-dead"
  project                    = var.project
  topic                      = google_pubsub_topic.dead.id
  message_retention_duration = "${var.message_retention_days * 86400}s"
  labels                     = local.labels

  expiration_policy {
    ttl = ""
  }
}

data "google_project" "this" {
  project_id = var.project
}

# Pub/Sub itself hands on what could not be delivered
resource "google_pubsub_topic_iam_member" "dead" {
  project = var.project
  topic   = google_pubsub_topic.dead.name
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_subscription_iam_member" "acknowledge" {
  project      = var.project
  subscription = google_pubsub_subscription.this.name
  role         = "roles/pubsub.subscriber"
  member       = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}
