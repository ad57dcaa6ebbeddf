variable "name" {
  description = "Name of the VPC; names of what is in it begin with it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,39}$", var.name))
    error_message = "A name has 40 lower-case letters, digits and hyphens at most, and begins with a letter."
  }
}

variable "cidr_block" {
  description = "Addresses of the VPC in CIDR notation; each subnet takes a sixteenth."
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.cidr_block, 0)) && can(regex("/(1[6-9]|2[0-4])$", var.cidr_block))
    error_message = "cidr_block takes IPv4 addresses in CIDR notation, between /16 and /24."
  }
}

variable "availability_zones" {
  description = "Availability zones, each of which gets a private and a public subnet. The first has the NAT gateway."
  type        = list(string)

  validation {
    condition     = length(var.availability_zones) >= 1 && length(var.availability_zones) <= 8 && length(distinct(var.availability_zones)) == length(var.availability_zones)
    error_message = "availability_zones takes 1 to 8 zones, each once."
  }
}

variable "nat_gateway_enabled" {
  description = "Whether private subnets reach the internet, through a NAT gateway. Nothing reaches them from there."
  type        = bool
  default     = true
  nullable    = false
}

variable "flow_log_retention_days" {
  description = "Days for which flow logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.flow_log_retention_days)
    error_message = "flow_log_retention_days takes a retention that CloudWatch knows, such as 30, 90 or 365."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that flow logs are encrypted with; the key of CloudWatch Logs where it is null."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:", var.kms_key_arn))
    error_message = "kms_key_arn takes the ARN of a KMS key."
  }
}

variable "tags" {
  description = "Tags of all resources, beside managed-by and Name."
  type        = map(string)
  default     = {}
  nullable    = false
}
