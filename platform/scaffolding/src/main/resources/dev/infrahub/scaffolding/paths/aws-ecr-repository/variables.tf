variable "name" {
  description = "Name of the repository."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+([._/-][a-z0-9]+)*$", var.name)) && length(var.name) >= 2 && length(var.name) <= 256
    error_message = "A name has 2 to 256 lower-case letters and digits, with single dots, underscores, hyphens or slashes between them."
  }
}

variable "reader_arns" {
  description = "ARNs of roles, users and accounts elsewhere that may pull images. Nobody else outside of the account may."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.reader_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(root$|role/|user/)", arn))])
    error_message = "reader_arns takes ARNs of roles, users and accounts, and no *."
  }
}

variable "untagged_image_days" {
  description = "Days after which an image without a tag is deleted."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.untagged_image_days >= 1
    error_message = "untagged_image_days takes at least 1."
  }
}

variable "kept_images" {
  description = "Number of images that are kept; older ones are deleted."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.kept_images >= 1
    error_message = "kept_images takes at least 1."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that images are encrypted with; the key of AWS for ECR where it is null."
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
