variable "name" {
  description = "Name of the workspace."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$", var.name))
    error_message = "A name has 4 to 63 letters, digits and hyphens, and begins and ends with no hyphen."
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

variable "retention_days" {
  description = "Days for which logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.retention_days >= 30 && var.retention_days <= 730
    error_message = "retention_days takes 30 to 730."
  }
}

variable "daily_quota_gb" {
  description = "What is taken in a day at most, in GB; without a limit where it is -1."
  type        = number
  default     = -1
  nullable    = false

  validation {
    condition     = var.daily_quota_gb == -1 || var.daily_quota_gb > 0
    error_message = "daily_quota_gb takes a number above 0, or -1."
  }
}

variable "internet_ingestion_enabled" {
  description = "Whether logs may come over the internet; where not, they come through a private link scope."
  type        = bool
  default     = false
  nullable    = false
}

variable "internet_query_enabled" {
  description = "Whether logs may be queried over the internet; where not, through a private link scope."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
