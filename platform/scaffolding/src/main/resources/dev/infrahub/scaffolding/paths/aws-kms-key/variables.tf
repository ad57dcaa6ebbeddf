variable "name" {
  description = "Name of the key's alias, without alias/ in front."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9/_-]{1,240}$", var.name)) && !startswith(var.name, "aws/")
    error_message = "A name has letters, digits, slashes, underscores and hyphens, and does not begin with aws/."
  }
}

variable "description" {
  description = "What the key is for."
  type        = string
  default     = "Managed by Terraform"
  nullable    = false

  validation {
    condition     = length(var.description) <= 8192
    error_message = "description takes 8,192 characters at most."
  }
}

variable "user_arns" {
  description = "ARNs of the roles and users that may encrypt and decrypt, beside whom IAM policies of the account allow it."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.user_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/", arn))])
    error_message = "user_arns takes ARNs of roles and users: no account as a whole, and no *."
  }
}

variable "rotation_period_days" {
  description = "Days after which the key is rotated."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = var.rotation_period_days >= 90 && var.rotation_period_days <= 2560
    error_message = "rotation_period_days takes 90 to 2,560."
  }
}

variable "deletion_window_days" {
  description = "Days for which a key that was deleted can be had back."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30
    error_message = "deletion_window_days takes 7 to 30."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by."
  type        = map(string)
  default     = {}
  nullable    = false
}
