# a namespace has no tags
resource "scaleway_registry_namespace" "this" {
  name        = var.name
  region      = var.region
  description = var.description
  is_public   = false
}
