locals {
  tags = [for key, value in merge({ managed-by = "terraform" }, var.tags) : "${key}=${value}"]
}

# without a block load_balancer it has no public address
resource "scaleway_rdb_instance" "this" {
  name      = var.name
  region    = var.region
  engine    = var.engine
  node_type = var.node_type
  tags      = local.tags

  is_ha_cluster      = var.highly_available
  encryption_at_rest = true
  volume_type        = "sbs_5k"
  volume_size_in_gb  = var.volume_size_gb

  # the state never holds it
  user_name           = var.user_name
  password_wo         = var.password
  password_wo_version = var.password_version

  disable_backup            = false
  backup_schedule_frequency = 24
  backup_schedule_retention = var.backup_retention_days
  backup_same_region        = false

  private_network {
    pn_id       = var.private_network_id
    enable_ipam = true
  }
}

resource "scaleway_rdb_database" "this" {
  instance_id = scaleway_rdb_instance.this.id
  name        = var.database_name

  # Scaleway has no protection of its own: another user_name makes an empty instance of it
  lifecycle {
    prevent_destroy = true
  }
}

# the first user administers the instance, but is given each database
resource "scaleway_rdb_privilege" "this" {
  instance_id   = scaleway_rdb_instance.this.id
  region        = var.region
  user_name     = scaleway_rdb_instance.this.user_name
  database_name = scaleway_rdb_database.this.name
  permission    = "all"

  lifecycle {
    # Scaleway calls it custom once there are tables
    ignore_changes = [permission]
  }
}
