variable "name" {
  description = "Name of the storage account, unique over all of Azure."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]{3,24}$", var.name))
    error_message = "A name has 3 to 24 lower-case letters and digits."
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

variable "replication_type" {
  description = "How data is replicated: LRS, ZRS, GRS, RAGRS, GZRS or RAGZRS."
  type        = string
  default     = "ZRS"
  nullable    = false

  validation {
    condition     = contains(["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"], var.replication_type)
    error_message = "replication_type takes LRS, ZRS, GRS, RAGRS, GZRS or RAGZRS."
  }
}

variable "containers" {
  description = "Names of the containers, all of them private."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.containers : can(regex("^[a-z0-9]([a-z0-9]|-[a-z0-9]){2,62}$", name))])
    error_message = "A container has 3 to 63 lower-case letters, digits and single hyphens."
  }
}

variable "deleted_retention_days" {
  description = "Days for which blobs and containers that were deleted can be had back."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.deleted_retention_days >= 1 && var.deleted_retention_days <= 365
    error_message = "deleted_retention_days takes 1 to 365."
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
