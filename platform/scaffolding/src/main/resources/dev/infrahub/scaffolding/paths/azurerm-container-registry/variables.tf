variable "name" {
  description = "Name of the registry, unique over all of Azure."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9]{5,50}$", var.name))
    error_message = "A name has 5 to 50 letters and digits."
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

variable "zone_redundancy_enabled" {
  description = "Whether images are kept in several availability zones."
  type        = bool
  default     = true
  nullable    = false
}

variable "untagged_image_days" {
  description = "Days after which an image without a tag is deleted."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.untagged_image_days >= 1 && var.untagged_image_days <= 365
    error_message = "untagged_image_days takes 1 to 365."
  }
}

variable "reader_object_ids" {
  description = "Object ids of the principals that pull images, such as the kubelet identity of a cluster, by a name for each."
  type        = map(string)
  default     = {}
  nullable    = false
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
