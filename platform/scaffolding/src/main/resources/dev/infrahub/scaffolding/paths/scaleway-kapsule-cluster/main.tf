locals {
  tags = [for key, value in merge({ managed-by = "terraform" }, var.tags) : "${key}=${value}"]
}

resource "scaleway_k8s_cluster" "this" {
  name                        = var.name
  region                      = var.region
  version                     = var.kubernetes_version
  cni                         = "cilium"
  private_network_id          = var.private_network_id
  delete_additional_resources = false
  tags                        = local.tags

  auto_upgrade {
    enable                        = true
    maintenance_window_day        = "sunday"
    maintenance_window_start_hour = 3
  }
}

# without it the API server is open to everybody
resource "scaleway_k8s_acl" "this" {
  cluster_id    = scaleway_k8s_cluster.this.id
  region        = var.region
  no_ip_allowed = length(var.api_server_clients) == 0 ? true : null

  dynamic "acl_rules" {
    for_each = var.api_server_clients

    content {
      description = acl_rules.key
      ip          = acl_rules.value
    }
  }
}

resource "scaleway_k8s_pool" "this" {
  cluster_id         = scaleway_k8s_cluster.this.id
  region             = var.region
  zone               = coalesce(var.zone, "${var.region}-1")
  name               = "default"
  node_type          = var.node_type
  size               = var.min_nodes
  min_size           = var.min_nodes
  max_size           = var.max_nodes
  autoscaling        = true
  autohealing        = true
  public_ip_disabled = true
  tags               = local.tags

  lifecycle {
    # the autoscaler says how many there are
    ignore_changes = [size]
  }
}
