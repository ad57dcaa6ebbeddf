variable "name" {
  description = "Name of the function."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "A name has 64 letters, digits, underscores and hyphens at most."
  }
}

variable "package_path" {
  description = "Path of the zip that holds the code."
  type        = string

  validation {
    condition     = endswith(var.package_path, ".zip")
    error_message = "package_path takes the path of a zip."
  }
}

variable "runtime" {
  description = "Runtime of the function."
  type        = string
  default     = "python3.13"
  nullable    = false

  validation {
    condition     = can(regex("^(python3|nodejs|java|dotnet|ruby3|provided)[a-z0-9.]*$", var.runtime))
    error_message = "runtime takes a runtime of Lambda, such as python3.13 or nodejs22.x."
  }
}

variable "handler" {
  description = "What is called in the code."
  type        = string
  default     = "main.handler"
  nullable    = false

  validation {
    condition     = can(regex("^[^\\s]{1,128}$", var.handler))
    error_message = "handler takes 128 characters at most, without white space."
  }
}

variable "memory_mb" {
  description = "Memory of the function, in MiB."
  type        = number
  default     = 256
  nullable    = false

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "memory_mb takes 128 to 10,240."
  }
}

variable "timeout_seconds" {
  description = "Seconds after which the function is ended."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds takes 1 to 900."
  }
}

variable "environment_variables" {
  description = "Environment of the function. No secrets: they would be in the state; let the function read them from Secrets Manager."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "subnet_ids" {
  description = "Ids of private subnets that the function is in; it is in none where there are none."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.subnet_ids : startswith(id, "subnet-")])
    error_message = "subnet_ids takes ids of subnets."
  }
}

variable "security_group_ids" {
  description = "Ids of the security groups of the function, where it is in subnets."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.security_group_ids : startswith(id, "sg-")])
    error_message = "security_group_ids takes ids of security groups."
  }
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days takes a retention that CloudWatch knows, such as 30, 90 or 365."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that environment and logs are encrypted with; keys of AWS where it is null."
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
