variable "name" {
  description = "Name of the cluster."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", var.name))
    error_message = "A name has 2 to 40 lower-case letters, digits and hyphens, begins with a letter, and ends with no hyphen."
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

variable "region" {
  description = "Region."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region takes a region such as europe-west1."
  }
}

variable "network" {
  description = "Name or self link of the VPC network."
  type        = string

  validation {
    condition     = length(var.network) >= 1
    error_message = "network takes a network."
  }
}

variable "subnetwork" {
  description = "Name or self link of the subnetwork of the nodes."
  type        = string

  validation {
    condition     = length(var.subnetwork) >= 1
    error_message = "subnetwork takes a subnetwork."
  }
}

variable "pods_range_name" {
  description = "Name of the secondary range of the subnetwork that pods have addresses of; Google makes one where it is null."
  type        = string
  default     = null
}

variable "services_range_name" {
  description = "Name of the secondary range of the subnetwork that services have addresses of; Google makes one where it is null."
  type        = string
  default     = null
}

variable "api_server_clients" {
  description = "Private addresses that reach the API server, in CIDR notation, by a name for each. Those of the subnetwork do anyway."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for cidr in values(var.api_server_clients) : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "api_server_clients takes addresses in CIDR notation, and not all there are."
  }
}

variable "release_channel" {
  description = "Release channel: RAPID, REGULAR or STABLE."
  type        = string
  default     = "REGULAR"
  nullable    = false

  validation {
    condition     = contains(["RAPID", "REGULAR", "STABLE"], var.release_channel)
    error_message = "release_channel takes RAPID, REGULAR or STABLE."
  }
}

variable "deletion_protection" {
  description = "Whether Terraform cannot delete the cluster until this is turned off."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_name" {
  description = "Name of the Cloud KMS key that secrets of the cluster are encrypted with; a key of Google's where it is null."
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
