variable "name" {
  description = "Name of the vault, unique over all of Azure."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z]([a-zA-Z0-9]|-[a-zA-Z0-9]){1,22}[a-zA-Z0-9]?$", var.name)) && length(var.name) >= 3 && length(var.name) <= 24
    error_message = "A name has 3 to 24 letters, digits and single hyphens, begins with a letter, and ends with no hyphen."
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

variable "sku_name" {
  description = "standard, or premium for keys in hardware."
  type        = string
  default     = "standard"
  nullable    = false

  validation {
    condition     = contains(["standard", "premium"], var.sku_name)
    error_message = "sku_name takes standard or premium."
  }
}

variable "administrator_object_ids" {
  description = "Object ids of the groups and principals that administer what is in the vault."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.administrator_object_ids : can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", lower(id)))])
    error_message = "administrator_object_ids takes object ids, which are UUIDs."
  }
}

variable "private_endpoint_subnet_id" {
  description = "Id of the subnet that gets a private endpoint; none is made where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.private_endpoint_subnet_id == null || can(regex("/subnets/[^/]+$", var.private_endpoint_subnet_id))
    error_message = "private_endpoint_subnet_id takes the id of a subnet."
  }
}

variable "private_dns_zone_ids" {
  description = "Ids of the private DNS zones in which the private endpoint gets its name."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.private_dns_zone_ids : can(regex("/privateDnsZones/[^/]+$", id))])
    error_message = "private_dns_zone_ids takes ids of private DNS zones."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
