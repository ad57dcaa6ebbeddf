variable "name" {
  description = "Name of the server, unique over all of Azure."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A name has 3 to 63 lower-case letters, digits and hyphens, and begins and ends with no hyphen."
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
  description = "Id of a subnet that is delegated to Microsoft.DBforPostgreSQL/flexibleServers."
  type        = string

  validation {
    condition     = can(regex("/subnets/[^/]+$", var.subnet_id))
    error_message = "subnet_id takes the id of a subnet."
  }
}

variable "private_dns_zone_id" {
  description = "Id of a private DNS zone whose name ends with .postgres.database.azure.com and that is linked to the network."
  type        = string

  validation {
    condition     = can(regex("/privateDnsZones/[^/]+[.]postgres[.]database[.]azure[.]com$", var.private_dns_zone_id))
    error_message = "private_dns_zone_id takes the id of a private DNS zone whose name ends with .postgres.database.azure.com."
  }
}

variable "administrator" {
  description = "The group, user or service principal of Entra ID that administers the server: its object id, its name, and its type."
  type        = object({ object_id = string, name = string, type = string })

  validation {
    condition     = contains(["Group", "User", "ServicePrincipal"], var.administrator.type)
    error_message = "The type of administrator is Group, User or ServicePrincipal."
  }
}

variable "postgres_version" {
  description = "Major version of PostgreSQL."
  type        = string
  default     = "16"
  nullable    = false

  validation {
    condition     = contains(["14", "15", "16", "17", "18"], var.postgres_version)
    error_message = "postgres_version takes 14 to 18."
  }
}

variable "sku_name" {
  description = "Tier and size of the server."
  type        = string
  default     = "GP_Standard_D2s_v3"
  nullable    = false

  validation {
    condition     = can(regex("^(B|GP|MO)_Standard_", var.sku_name))
    error_message = "sku_name takes a size such as B_Standard_B1ms or GP_Standard_D2s_v3."
  }
}

variable "storage_mb" {
  description = "Storage to begin with, in MiB. It grows by itself; a later value is not looked at."
  type        = number
  default     = 32768
  nullable    = false

  validation {
    condition     = contains([32768, 65536, 131072, 262144, 524288, 1048576, 2097152, 4193280, 4194304, 8388608, 16777216, 33553408], var.storage_mb)
    error_message = "storage_mb takes 32768, 65536, 131072 and so on."
  }
}

variable "zone_redundant" {
  description = "Whether a standby waits in another availability zone; not for a size of the tier B."
  type        = bool
  default     = true
  nullable    = false
}

variable "backup_retention_days" {
  description = "Days for which backups are kept."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 7 && var.backup_retention_days <= 35
    error_message = "backup_retention_days takes 7 to 35."
  }
}

variable "geo_redundant_backup_enabled" {
  description = "Whether backups are kept in the paired region too."
  type        = bool
  default     = false
  nullable    = false
}

variable "database_name" {
  description = "The database that is created with the server."
  type        = string
  default     = "app"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_-]{0,62}$", var.database_name))
    error_message = "database_name takes lower-case letters, digits, underscores and hyphens, with a letter first."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
