variable "name" {
  description = "Name of the bucket, unique over all of Google Cloud."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$", var.name)) && !startswith(var.name, "goog")
    error_message = "A name has 3 to 63 lower-case letters, digits, underscores and hyphens, begins and ends with a letter or digit, and does not begin with goog."
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

variable "location" {
  description = "Region, dual region or multi-region, such as EUROPE-WEST1 or EU."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]{2,40}$", var.location))
    error_message = "location takes a location of Cloud Storage, such as EU."
  }
}

variable "storage_class" {
  description = "Storage class: STANDARD, NEARLINE, COLDLINE or ARCHIVE."
  type        = string
  default     = "STANDARD"
  nullable    = false

  validation {
    condition     = contains(["STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE"], var.storage_class)
    error_message = "storage_class takes STANDARD, NEARLINE, COLDLINE or ARCHIVE."
  }
}

variable "noncurrent_version_days" {
  description = "Days after which an earlier version of an object is deleted."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.noncurrent_version_days >= 1
    error_message = "noncurrent_version_days takes at least 1."
  }
}

variable "kms_key_name" {
  description = "Name of the Cloud KMS key that objects are encrypted with; a key of Google's where it is null."
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
