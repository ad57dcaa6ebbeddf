variable "name" {
  description = "Identifier of the database instance."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9]|-[a-z0-9]){0,49}$", var.name)) && length(var.name) <= 50
    error_message = "A name has 50 lower-case letters, digits and single hyphens at most, begins with a letter, and ends with no hyphen."
  }
}

variable "vpc_id" {
  description = "Id of the VPC that the subnets are in."
  type        = string

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "vpc_id takes the id of a VPC."
  }
}

variable "subnet_ids" {
  description = "Ids of private subnets, in two availability zones at least."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2 && alltrue([for id in var.subnet_ids : startswith(id, "subnet-")])
    error_message = "subnet_ids takes the ids of two subnets at least."
  }
}

variable "client_security_group_ids" {
  description = "Security groups of what may connect, by a name for each. Nothing else may."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for id in values(var.client_security_group_ids) : startswith(id, "sg-")])
    error_message = "client_security_group_ids takes ids of security groups."
  }
}

variable "engine_version" {
  description = "Version of PostgreSQL: the major one, or one with its minor."
  type        = string
  default     = "16"
  nullable    = false

  validation {
    condition     = can(regex("^1[3-9]([.][0-9]+)?$", var.engine_version))
    error_message = "engine_version takes a version such as 16 or 16.4."
  }
}

variable "instance_class" {
  description = "Class of the instance."
  type        = string
  default     = "db.t4g.medium"
  nullable    = false

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "instance_class takes a class of RDS, such as db.t4g.medium."
  }
}

variable "database_name" {
  description = "The database that is created with the instance."
  type        = string
  default     = "app"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_name))
    error_message = "database_name takes lower-case letters, digits and underscores, with a letter first."
  }
}

variable "allocated_storage_gb" {
  description = "Storage to begin with, in GiB."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.allocated_storage_gb >= 20
    error_message = "allocated_storage_gb takes at least 20."
  }
}

variable "max_allocated_storage_gb" {
  description = "Storage that the instance may grow to by itself, in GiB."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.max_allocated_storage_gb >= 20
    error_message = "max_allocated_storage_gb takes at least 20, and more than allocated_storage_gb."
  }
}

variable "multi_az" {
  description = "Whether a standby waits in another availability zone."
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
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "backup_retention_days takes 1 to 35."
  }
}

variable "deletion_protection" {
  description = "Whether the instance cannot be deleted until this is turned off."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that storage is encrypted with; the key of AWS for RDS where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn takes the ARN of a KMS key."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
