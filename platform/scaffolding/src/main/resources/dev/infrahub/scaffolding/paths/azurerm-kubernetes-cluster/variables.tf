variable "name" {
  description = "Name of the cluster."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{0,52}[a-z0-9]$", var.name))
    error_message = "A name has 2 to 54 lower-case letters, digits and hyphens, and begins and ends with no hyphen."
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

variable "subnet_id" {
  description = "Id of the subnet of the nodes. Pods have addresses of their own."
  type        = string

  validation {
    condition     = can(regex("/subnets/[^/]+$", var.subnet_id))
    error_message = "subnet_id takes the id of a subnet."
  }
}

variable "administrator_group_object_ids" {
  description = "Object ids of the groups of Entra ID that administer the cluster."
  type        = list(string)

  validation {
    condition     = length(var.administrator_group_object_ids) >= 1 && alltrue([for id in var.administrator_group_object_ids : can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", lower(id)))])
    error_message = "administrator_group_object_ids takes at least one object id, which is a UUID: there are no local accounts."
  }
}

variable "kubernetes_version" {
  description = "Version of Kubernetes, such as 1.33; what Azure recommends where it is null. Patches come by themselves."
  type        = string
  default     = null

  validation {
    condition     = var.kubernetes_version == null || can(regex("^1[.][0-9]+$", var.kubernetes_version))
    error_message = "kubernetes_version takes a minor version, such as 1.33."
  }
}

variable "node_size" {
  description = "Size of the nodes."
  type        = string
  default     = "Standard_D4s_v5"
  nullable    = false

  validation {
    condition     = startswith(var.node_size, "Standard_")
    error_message = "node_size takes a size of virtual machines, such as Standard_D4s_v5."
  }
}

variable "min_nodes" {
  description = "Nodes that are always there."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.min_nodes >= 1 && var.min_nodes <= 1000
    error_message = "min_nodes takes 1 to 1,000."
  }
}

variable "max_nodes" {
  description = "Nodes that there may be."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_nodes >= 1 && var.max_nodes <= 1000
    error_message = "max_nodes takes 1 to 1,000, and not less than min_nodes."
  }
}

variable "zones" {
  description = "Availability zones of the nodes."
  type        = list(string)
  default     = ["1", "2", "3"]
  nullable    = false

  validation {
    condition     = alltrue([for zone in var.zones : contains(["1", "2", "3"], zone)])
    error_message = "zones takes 1, 2 and 3; an empty list in a region without zones."
  }
}

variable "log_analytics_workspace_id" {
  description = "Id of the Log Analytics workspace that logs of containers go to; nowhere where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.log_analytics_workspace_id == null || can(regex("/workspaces/[^/]+$", var.log_analytics_workspace_id))
    error_message = "log_analytics_workspace_id takes the id of a workspace."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
