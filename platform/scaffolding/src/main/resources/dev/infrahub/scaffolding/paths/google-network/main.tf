locals {
  nat_regions = var.nat_enabled ? toset([for subnet in values(var.subnetworks) : subnet.region]) : toset([])
}

# nothing comes in from the internet: a network has no firewall rule of its own that lets it
resource "google_compute_network" "this" {
  name                    = var.name
  project                 = var.project
  auto_create_subnetworks = false
  routing_mode            = "REGIONAL"
}

resource "google_compute_subnetwork" "this" {
  for_each = var.subnetworks

  name                     = each.key
  project                  = var.project
  region                   = each.value.region
  network                  = google_compute_network.this.id
  ip_cidr_range            = each.value.cidr
  private_ip_google_access = true

  dynamic "secondary_ip_range" {
    for_each = each.value.secondary_ranges

    content {
      range_name    = secondary_ip_range.key
      ip_cidr_range = secondary_ip_range.value
    }
  }

  log_config {
    aggregation_interval = "INTERVAL_5_SEC"
    flow_sampling        = var.flow_sampling
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_router" "this" {
  for_each = local.nat_regions

  name    = "${var.name}-${each.value}"
  project = var.project
  region  = each.value
  network = google_compute_network.this.id
}

resource "google_compute_router_nat" "this" {
  for_each = local.nat_regions

  name                               = "${var.name}-${each.value}"
  project                            = var.project
  region                             = each.value
  router                             = google_compute_router.this[each.value].name
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"

  log_config {
    enable = true
    filter = "ERRORS_ONLY"
  }
}
