variable "name" {
  description = "Name of the VPC; names of its private networks begin with it."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", var.name))
    error_message = "A name has 40 lower-case letters, digits and hyphens at most, and begins and ends with no hyphen."
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

variable "private_networks" {
  description = "Private networks: their addresses in CIDR notation, by a name for each."
  type        = map(string)

  validation {
    condition     = length(var.private_networks) >= 1 && alltrue([for cidr in values(var.private_networks) : can(cidrhost(cidr, 0))])
    error_message = "private_networks takes addresses in CIDR notation, one at least."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by; as key=value where Scaleway's tags have no keys."
  type        = map(string)
  default     = {}
  nullable    = false
}
