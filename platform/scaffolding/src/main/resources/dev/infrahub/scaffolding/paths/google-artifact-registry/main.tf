locals {
  labels = merge({ managed-by = "terraform" }, var.labels)
}

resource "google_artifact_registry_repository" "this" {
  repository_id          = var.name
  project                = var.project
  location               = var.region
  description            = var.description
  format                 = "DOCKER"
  kms_key_name           = var.kms_key_name
  cleanup_policy_dry_run = false
  labels                 = local.labels

  docker_config {
    immutable_tags = true
  }

  cleanup_policies {
    id     = "untagged"
    action = "DELETE"

    condition {
      tag_state  = "UNTAGGED"
      older_than = "${var.untagged_image_days * 86400}s"
    }
  }
}

resource "google_artifact_registry_repository_iam_member" "reader" {
  for_each = var.readers

  project    = var.project
  location   = google_artifact_registry_repository.this.location
  repository = google_artifact_registry_repository.this.name
  role       = "roles/artifactregistry.reader"
  member     = each.value
}
