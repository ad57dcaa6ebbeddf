variable "name" {
  description = "Name of the table."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.name))
    error_message = "A name has 3 to 255 letters, digits, underscores, dots and hyphens."
  }
}

variable "partition_key" {
  description = "The attribute that items are spread by, and its type: S, N or B."
  type        = object({ name = string, type = string })

  validation {
    condition     = contains(["S", "N", "B"], var.partition_key.type)
    error_message = "The type of partition_key is S, N or B."
  }
}

variable "sort_key" {
  description = "The attribute that items of one partition are sorted by, and its type; none where it is null."
  type        = object({ name = string, type = string })
  default     = null

  validation {
    condition     = var.sort_key == null || contains(["S", "N", "B"], try(var.sort_key.type, ""))
    error_message = "The type of sort_key is S, N or B."
  }
}

variable "ttl_attribute" {
  description = "The attribute that says when an item ends, in seconds since 1970; items do not end where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.ttl_attribute == null || try(length(var.ttl_attribute) >= 1, false)
    error_message = "ttl_attribute takes the name of an attribute."
  }
}

variable "deletion_protection" {
  description = "Whether the table cannot be deleted until this is turned off."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that items are encrypted with; the key of AWS for DynamoDB where it is null."
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
