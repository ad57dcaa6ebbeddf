mock_provider "scaleway" {}

variables {
  name = "acme-images"
}

run "is_private" {
  command = plan

  assert {
    condition     = !scaleway_registry_namespace.this.is_public
    error_message = "Everybody may pull."
  }
}

run "refuses_a_name_that_is_none" {
  command = plan

  variables {
    name = "Acme_Images"
  }

  expect_failures = [var.name]
}
