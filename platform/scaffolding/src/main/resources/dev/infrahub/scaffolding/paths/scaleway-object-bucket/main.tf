locals {
  tags = merge({ managed-by = "terraform" }, var.tags)
}

resource "scaleway_object_bucket" "this" {
  name          = var.name
  region        = var.region
  force_destroy = false
  tags          = local.tags

  versioning {
    enabled = true
  }

  lifecycle_rule {
    id                                     = "incomplete-uploads"
    enabled                                = true
    abort_incomplete_multipart_upload_days = 7
  }

  lifecycle_rule {
    id      = "earlier-versions"
    enabled = true

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_version_days
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.expiration_days == null ? [] : [var.expiration_days]

    content {
      id      = "expiration"
      enabled = true

      expiration {
        days = lifecycle_rule.value
      }
    }
  }
}

resource "scaleway_object_bucket_acl" "this" {
  bucket = scaleway_object_bucket.this.id
  acl    = "private"
}

resource "scaleway_object_bucket_server_side_encryption_configuration" "this" {
  bucket = scaleway_object_bucket.this.name
  region = var.region

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
