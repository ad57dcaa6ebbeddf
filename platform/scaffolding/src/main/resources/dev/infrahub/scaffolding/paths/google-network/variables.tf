variable "name" {
  description = "Name of the network."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$", var.name))
    error_message = "A name has 40 lower-case letters, digits and hyphens at most, begins with a letter, and ends with no hyphen."
  }
}

variable "project" {
  description = "Id of the project."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "project takes the id of a project: 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "subnetworks" {
  description = "Subnetworks by their names: region, addresses in CIDR notation, and secondary ranges by their names. Google's networks and subnetworks have no labels."
  type        = map(object({ region = string, cidr = string, secondary_ranges = optional(map(string), {}) }))

  validation {
    condition     = alltrue([for subnet in values(var.subnetworks) : can(cidrhost(subnet.cidr, 0)) && alltrue([for cidr in values(subnet.secondary_ranges) : can(cidrhost(cidr, 0))])])
    error_message = "cidr and secondary_ranges take addresses in CIDR notation."
  }
}

variable "nat_enabled" {
  description = "Whether what is in the subnetworks reaches the internet, through Cloud NAT. Nothing reaches it from there."
  type        = bool
  default     = true
  nullable    = false
}

variable "flow_sampling" {
  description = "How much of the traffic is logged: 0 to 1."
  type        = number
  default     = 0.5
  nullable    = false

  validation {
    condition     = var.flow_sampling >= 0 && var.flow_sampling <= 1
    error_message = "flow_sampling takes 0 to 1."
  }
}
