variable "name" {
  description = "Name of the bucket, unique over all of Scaleway."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A name has 3 to 63 lower-case letters, digits and hyphens, and begins and ends with a letter or digit."
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

variable "noncurrent_version_days" {
  description = "Days after which an earlier version of an object is deleted."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.noncurrent_version_days >= 1 && floor(var.noncurrent_version_days) == var.noncurrent_version_days
    error_message = "noncurrent_version_days takes a whole number of days, at least 1."
  }
}

variable "expiration_days" {
  description = "Days after which an object becomes an earlier version; it stays where this is null."
  type        = number
  default     = null

  validation {
    condition     = var.expiration_days == null || try(var.expiration_days >= 1, false)
    error_message = "expiration_days takes at least 1."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by; as key=value where Scaleway's tags have no keys."
  type        = map(string)
  default     = {}
  nullable    = false
}
