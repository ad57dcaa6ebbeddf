variable "name" {
  description = "Name of the namespace, unique within its region."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{2,52}[a-z0-9])$", var.name))
    error_message = "A name has 4 to 54 lower-case letters, digits and hyphens, and begins and ends with no hyphen."
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

variable "description" {
  description = "What the namespace is for."
  type        = string
  default     = "Managed by Terraform"
  nullable    = false

  validation {
    condition     = length(var.description) <= 255
    error_message = "description takes 255 characters at most."
  }
}
