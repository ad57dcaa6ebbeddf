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

run "refuses_another_region" {
  command = plan

  variables {
    region = "eu-west-1"
  }

  expect_failures = [var.region]
}
