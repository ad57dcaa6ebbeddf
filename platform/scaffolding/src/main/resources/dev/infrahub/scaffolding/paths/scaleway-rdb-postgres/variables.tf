variable "name" {
  description = "Name of the instance."
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

variable "private_network_id" {
  description = "Id of the private network that the instance is in, and in no other."
  type        = string

  validation {
    condition     = can(regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.private_network_id))
    error_message = "private_network_id takes the id of a private network."
  }
}

variable "user_name" {
  description = "The first user. Another one makes a new instance."
  type        = string
  default     = "app"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_-]{0,62}$", var.user_name))
    error_message = "user_name takes lower-case letters, digits, underscores and hyphens, with a letter first."
  }
}

variable "password" {
  description = "Password of the first user. It is handed on and kept nowhere."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = length(var.password) >= 12 && length(var.password) <= 128
    error_message = "password takes 12 to 128 characters, among them letters of both cases, a digit and another sign."
  }
}

variable "password_version" {
  description = "A number that is raised with each new password, which is not looked at otherwise."
  type        = number
  default     = 1
  nullable    = false
}

variable "engine" {
  description = "Version of PostgreSQL, as Scaleway calls it. Another one moves the data to a new instance: what is written meanwhile is lost."
  type        = string
  default     = "PostgreSQL-16"
  nullable    = false

  validation {
    condition     = can(regex("^PostgreSQL-1[3-9]$", var.engine))
    error_message = "engine takes a version such as PostgreSQL-16."
  }
}

variable "node_type" {
  description = "Size of the instance."
  type        = string
  default     = "db-play2-nano"
  nullable    = false

  validation {
    condition     = can(regex("^(?i)db-", var.node_type))
    error_message = "node_type takes a size such as db-play2-nano."
  }
}

variable "volume_size_gb" {
  description = "Storage, in GB."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.volume_size_gb >= 10 && var.volume_size_gb % 5 == 0
    error_message = "volume_size_gb takes at least 10, in steps of 5."
  }
}

variable "highly_available" {
  description = "Whether a standby waits."
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
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 365
    error_message = "backup_retention_days takes 1 to 365."
  }
}

variable "database_name" {
  description = "The database that is created with the instance."
  type        = string
  default     = "app"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_-]{0,62}$", var.database_name))
    error_message = "database_name takes lower-case letters, digits, underscores and hyphens, with a letter first."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by; as key=value where Scaleway's tags have no keys."
  type        = map(string)
  default     = {}
  nullable    = false
}
