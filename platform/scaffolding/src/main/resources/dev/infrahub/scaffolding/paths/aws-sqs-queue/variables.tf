variable "name" {
  description = "Name of the queue, without .fifo at its end."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,70}$", var.name))
    error_message = "A name has 70 letters, digits, underscores and hyphens at most."
  }
}

variable "fifo" {
  description = "Whether messages of a group stay in order and come once."
  type        = bool
  default     = false
  nullable    = false
}

variable "visibility_timeout_seconds" {
  description = "Seconds for which a message that was received is hidden from others."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.visibility_timeout_seconds >= 0 && var.visibility_timeout_seconds <= 43200
    error_message = "visibility_timeout_seconds takes 0 to 43,200."
  }
}

variable "message_retention_seconds" {
  description = "Seconds for which a message is kept."
  type        = number
  default     = 345600
  nullable    = false

  validation {
    condition     = var.message_retention_seconds >= 60 && var.message_retention_seconds <= 1209600
    error_message = "message_retention_seconds takes 60 to 1,209,600."
  }
}

variable "max_receives" {
  description = "How often a message is received before it goes to the dead-letter queue."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_receives >= 1 && var.max_receives <= 1000
    error_message = "max_receives takes 1 to 1,000."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that messages are encrypted with; a key of SQS where it is null."
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
