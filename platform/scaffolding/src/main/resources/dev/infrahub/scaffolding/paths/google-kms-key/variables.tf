variable "name" {
  description = "Name of the key."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,63}$", var.name))
    error_message = "A name has 63 letters, digits, underscores and hyphens at most."
  }
}

variable "key_ring_name" {
  description = "Name of the key ring. It can never be deleted."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,63}$", var.key_ring_name))
    error_message = "A name has 63 letters, digits, underscores and hyphens at most."
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
  description = "Location of the key ring, such as europe-west1 or europe."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9-]{2,40}$", var.location))
    error_message = "location takes a location of Cloud KMS, such as europe-west1."
  }
}

variable "rotation_period_days" {
  description = "Days after which the key is rotated."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.rotation_period_days >= 1 && var.rotation_period_days <= 365
    error_message = "rotation_period_days takes 1 to 365."
  }
}

variable "protection_level" {
  description = "SOFTWARE, or HSM for a key in hardware."
  type        = string
  default     = "SOFTWARE"
  nullable    = false

  validation {
    condition     = contains(["SOFTWARE", "HSM"], var.protection_level)
    error_message = "protection_level takes SOFTWARE or HSM."
  }
}

variable "users" {
  description = "Who encrypts and decrypts, such as serviceAccount:shop@acme.iam.gserviceaccount.com."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for member in var.users : can(regex("^(user|group|serviceAccount|principal|principalSet):", member))])
    error_message = "users takes members of IAM; allUsers and allAuthenticatedUsers are none."
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
