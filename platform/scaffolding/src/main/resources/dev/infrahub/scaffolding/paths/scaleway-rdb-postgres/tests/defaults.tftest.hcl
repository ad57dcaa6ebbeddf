mock_provider "scaleway" {}

variables {
  name               = "acme-orders"
  private_network_id = "fr-par/00000000-0000-0000-0000-000000000001"
  password           = "placeholder-placeholder"
}

run "is_private_and_encrypted" {
  command = plan

  assert {
    condition     = scaleway_rdb_instance.this.encryption_at_rest
    error_message = "Storage is not encrypted."
  }

  assert {
    condition     = !scaleway_rdb_instance.this.disable_backup
    error_message = "There are no backups."
  }
}

run "gives_the_database_to_the_first_user" {
  command = plan

  assert {
    condition     = scaleway_rdb_privilege.this.user_name == "app" && scaleway_rdb_privilege.this.database_name == "app" && scaleway_rdb_privilege.this.permission == "all"
    error_message = "The first user has no database."
  }
}

run "refuses_a_size_between_two_steps" {
  command = plan

  variables {
    volume_size_gb = 12
  }

  expect_failures = [var.volume_size_gb]
}

run "refuses_another_engine" {
  command = plan

  variables {
    engine = "MySQL-8"
  }

  expect_failures = [var.engine]
}
