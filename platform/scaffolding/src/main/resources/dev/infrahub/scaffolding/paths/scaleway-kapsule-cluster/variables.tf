variable "name" {
  description = "Name of the cluster."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.name))
    error_message = "A name has 63 lower-case letters, digits and hyphens at most, and begins and ends with no hyphen."
  }
}

variable "region" {
  description = "Region: fr-par, nl-ams or pl-waw."
  type        = string
  default     = "fr-par"
  nullable    = false

  validation {
    condition     = contains(["fr-par", "nl-ams", "pl-waw"], var.region)
    error_message = "region takes fr-par, nl-ams or pl-waw."
  }
}

variable "zone" {
  description = "Zone of the nodes, such as fr-par-2; the first of the region where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.zone == null || can(regex("^${var.region}-[1-9]$", var.zone))
    error_message = "zone takes a zone of the region."
  }
}

variable "private_network_id" {
  description = "Id of the private network of the nodes, which has a public gateway: they have no addresses of their own."
  type        = string

  validation {
    condition     = can(regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.private_network_id))
    error_message = "private_network_id takes the id of a private network."
  }
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes, such as 1.33. Patches come by themselves."
  type        = string

  validation {
    condition     = can(regex("^1[.][0-9]+$", var.kubernetes_version))
    error_message = "kubernetes_version takes a minor version, such as 1.33."
  }
}

variable "node_type" {
  description = "Size of the nodes."
  type        = string
  default     = "PRO2-XS"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+$", var.node_type))
    error_message = "node_type takes a type of Instances, such as PRO2-XS."
  }
}

variable "min_nodes" {
  description = "Nodes that are always there."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.min_nodes >= 1
    error_message = "min_nodes takes at least 1."
  }
}

variable "max_nodes" {
  description = "Nodes that there may be."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_nodes >= 1
    error_message = "max_nodes takes at least 1, and not less than min_nodes."
  }
}

variable "api_server_clients" {
  description = "Addresses that reach the API server, in CIDR notation, by a name for each; nobody from outside where there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for cidr in values(var.api_server_clients) : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "api_server_clients takes addresses in CIDR notation, and not all there are."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by; as key=value where Scaleway's tags have no keys."
  type        = map(string)
  default     = {}
  nullable    = false
}
