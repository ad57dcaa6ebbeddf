variable "name" {
  description = "Name of the topic and of its subscription."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._~+%-]{2,200}$", var.name)) && !startswith(var.name, "goog")
    error_message = "A name has 3 to 201 letters, digits and . _ ~ + % -, begins with a letter, and does not begin with goog."
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

variable "allowed_regions" {
  description = "Regions that messages may be kept in."
  type        = list(string)

  validation {
    condition     = length(var.allowed_regions) >= 1 && alltrue([for region in var.allowed_regions : can(regex("^[a-z]+-[a-z]+[0-9]+$", region))])
    error_message = "allowed_regions takes regions such as europe-west1, one at least."
  }
}

variable "message_retention_days" {
  description = "Days for which a message is kept."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = contains([1, 2, 3, 4, 5, 6, 7], var.message_retention_days)
    error_message = "message_retention_days takes 1 to 7."
  }
}

variable "ack_deadline_seconds" {
  description = "Seconds in which a message is to be acknowledged."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.ack_deadline_seconds >= 10 && var.ack_deadline_seconds <= 600
    error_message = "ack_deadline_seconds takes 10 to 600."
  }
}

variable "max_delivery_attempts" {
  description = "How often a message is delivered before it goes to the dead letters."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_delivery_attempts >= 5 && var.max_delivery_attempts <= 100
    error_message = "max_delivery_attempts takes 5 to 100."
  }
}

variable "message_ordering" {
  description = "Whether messages of one ordering key stay in order."
  type        = bool
  default     = false
  nullable    = false
}

variable "kms_key_name" {
  description = "Name of the Cloud KMS key that messages are encrypted with; a key of Google's where it is null."
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
