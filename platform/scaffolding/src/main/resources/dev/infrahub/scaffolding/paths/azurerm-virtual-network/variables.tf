variable "name" {
  description = "Name of the network."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}[a-zA-Z0-9_]$", var.name))
    error_message = "A name has 2 to 64 letters, digits, dots, underscores and hyphens, and begins with a letter or digit."
  }
}

variable "location" {
  description = "Azure region."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+$", var.location))
    error_message = "location takes the short name of a region, such as westeurope."
  }
}

variable "resource_group_name" {
  description = "Name of the resource group, which is there already."
  type        = string

  validation {
    condition     = length(var.resource_group_name) >= 1 && length(var.resource_group_name) <= 90
    error_message = "resource_group_name takes the name of a resource group."
  }
}

variable "address_space" {
  description = "Addresses of the network in CIDR notation."
  type        = list(string)
  default     = ["10.0.0.0/16"]
  nullable    = false

  validation {
    condition     = length(var.address_space) >= 1 && alltrue([for cidr in var.address_space : can(cidrhost(cidr, 0))])
    error_message = "address_space takes addresses in CIDR notation."
  }
}

variable "subnets" {
  description = "Subnets by their names: addresses, service endpoints, and the service that the subnet is delegated to, with the actions that Azure gives this service."
  type        = map(object({ address_prefix = string, service_endpoints = optional(list(string), []), delegation = optional(object({ name = string, actions = optional(list(string), ["Microsoft.Network/virtualNetworks/subnets/join/action"]) })) }))

  validation {
    condition     = alltrue([for subnet in values(var.subnets) : can(cidrhost(subnet.address_prefix, 0))])
    error_message = "address_prefix takes addresses in CIDR notation."
  }
}

variable "dns_servers" {
  description = "DNS servers of the network; those of Azure where there are none."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
