variable "name" {
  description = "Name of the instance. It cannot be used again for a week after it was deleted."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,83}[a-z0-9]$", var.name))
    error_message = "A name has lower-case letters, digits and hyphens, begins with a letter, and ends with no hyphen."
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

variable "region" {
  description = "Region."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region takes a region such as europe-west1."
  }
}

variable "network_id" {
  description = "Id of the VPC network that the instance gets its address in, which has private services access."
  type        = string

  validation {
    condition     = can(regex("projects/[^/]+/global/networks/[^/]+$", var.network_id))
    error_message = "network_id takes the id of a network: projects/…/global/networks/…"
  }
}

variable "database_version" {
  description = "Version of PostgreSQL, as Cloud SQL calls it."
  type        = string
  default     = "POSTGRES_16"
  nullable    = false

  validation {
    condition     = can(regex("^POSTGRES_1[3-9]$", var.database_version))
    error_message = "database_version takes a version such as POSTGRES_16."
  }
}

variable "tier" {
  description = "Size of the instance."
  type        = string
  default     = "db-custom-2-8192"
  nullable    = false

  validation {
    condition     = startswith(var.tier, "db-")
    error_message = "tier takes a size such as db-custom-2-8192."
  }
}

variable "highly_available" {
  description = "Whether a standby waits in another zone."
  type        = bool
  default     = true
  nullable    = false
}

variable "retained_backups" {
  description = "Number of backups that are kept, one a day."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.retained_backups >= 7 && var.retained_backups <= 365
    error_message = "retained_backups takes 7 to 365: logs are kept for 7 days, and Cloud SQL refuses fewer backups."
  }
}

variable "deletion_protection" {
  description = "Whether the instance cannot be deleted until this is turned off."
  type        = bool
  default     = true
  nullable    = false
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

variable "iam_users" {
  description = "Who may log in, by a name for each: an e-mail address, and CLOUD_IAM_USER, CLOUD_IAM_GROUP or CLOUD_IAM_SERVICE_ACCOUNT."
  type        = map(object({ email = string, type = string }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for user in values(var.iam_users) : contains(["CLOUD_IAM_USER", "CLOUD_IAM_GROUP", "CLOUD_IAM_SERVICE_ACCOUNT"], user.type)])
    error_message = "The type of a user is CLOUD_IAM_USER, CLOUD_IAM_GROUP or CLOUD_IAM_SERVICE_ACCOUNT."
  }
}

variable "kms_key_name" {
  description = "Name of the Cloud KMS key that storage is encrypted with; a key of Google's where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_name == null || can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", var.kms_key_name))
    error_message = "kms_key_name takes the whole name of a key: projects/…/locations/…/keyRings/…/cryptoKeys/…"
  }
}

variable "labels" {
  description = "Labels of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key, value in var.labels : can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))])
    error_message = "labels takes lower-case letters, digits, underscores and hyphens; a key begins with a letter."
  }
}
