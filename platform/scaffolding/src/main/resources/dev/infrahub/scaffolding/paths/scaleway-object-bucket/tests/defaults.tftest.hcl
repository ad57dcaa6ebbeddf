mock_provider "scaleway" {}

variables {
  name = "acme-artifacts"
}

run "is_private_and_encrypted" {
  command = plan

  assert {
    condition     = scaleway_object_bucket_acl.this.acl == "private"
    error_message = "The bucket is not private."
  }

  assert {
    condition     = scaleway_object_bucket.this.tags["managed-by"] == "terraform"
    error_message = "The bucket is not tagged."
  }
}

run "does_not_keep_earlier_versions_for_ever" {
  command = plan

  variables {
    expiration_days = 30
  }

  assert {
    condition     = [for rule in scaleway_object_bucket.this.lifecycle_rule : rule.id] == ["incomplete-uploads", "earlier-versions", "expiration"]
    error_message = "A rule is missing."
  }

  assert {
    condition     = scaleway_object_bucket.this.lifecycle_rule[1].noncurrent_version_expiration[0].noncurrent_days == 90
    error_message = "Earlier versions stay."
  }
}

run "refuses_another_region" {
  command = plan

  variables {
    region = "eu-west-1"
  }

  expect_failures = [var.region]
}
