variable "name" {
  description = "Name of the bucket, unique over all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket name has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a letter or digit."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that objects are encrypted with; the key of AWS for S3 where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn takes the ARN of a KMS key."
  }
}

variable "versioning_enabled" {
  description = "Whether earlier versions of an object are kept."
  type        = bool
  default     = true
  nullable    = false
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

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
