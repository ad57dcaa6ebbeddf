# shellcheck shell=bash disable=SC2016,SC2154 # commands are run later; the port comes from who reads this
# Code that is not right, as init, validate and plan tell it.
init='terraform init -no-color > /dev/null'

log cycle github 'terraform init
terraform plan' <<'TF'
resource "terraform_data" "a" { input = terraform_data.b.output }
resource "terraform_data" "b" { input = terraform_data.a.output }
TF
log undeclared-variable plain 'terraform validate' <<'TF'
resource "terraform_data" "a" {
  input = var.subnets
}
TF
log undeclared-resource gitlab 'terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {
  input = terraform_data.network.output
}
TF
log undeclared-local azure 'terraform plan -no-color' <<'TF'
output "name" {
  value = local.prefix
}
TF
log undeclared-module-json plain "$init
---
terraform plan -json" <<'TF'
output "vpc" {
  value = module.network.vpc
}
TF
log unsupported-argument github 'terraform validate -no-color' <<'TF'
resource "terraform_data" "a" {
  input  = 1
  colour = "red"
}
TF
log unsupported-block plain 'terraform plan' <<'TF'
resource "terraform_data" "a" {
  timeouts {
    create = "5m"
  }
}
TF
log missing-argument gitlab "mkdir net; echo 'variable \"cidr\" {}' > net/main.tf; $init
---
terraform plan" <<'TF'
module "net" {
  source = "./net"
}
TF
log duplicate-resource azure 'terraform init -no-color' <<'TF'
resource "terraform_data" "a" {}
resource "terraform_data" "a" {}
TF
log duplicate-variable plain 'terraform init' <<'TF'
variable "a" {}
variable "a" {}
TF
log syntax-brace github 'terraform init' <<'TF'
resource "terraform_data" "a" {
  input = 1
}}
TF
log syntax-unclosed plain 'terraform init -no-color' <<'TF'
resource "terraform_data" "a" {
  input = 1
TF
log syntax-quotes gitlab 'terraform init' <<'TF'
resource "terraform_data" "a" {
  input = “one”
}
TF
log syntax-newline azure 'terraform validate -no-color' <<'TF'
resource "terraform_data" "a" {
  input = "a" "b"
}
TF
log syntax-json plain 'terraform validate -json || terraform init -json' <<'TF'
resource terraform_data a {
  input = [1, 2
}
TF
log no-variable github 'terraform plan -input=false' <<'TF'
variable "region" {}
TF
log variable-validation plain 'terraform plan -var stage=prd -no-color' <<'TF'
variable "stage" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "The stage is dev or prod."
  }
}
TF
log variable-type gitlab 'terraform plan -var count_of=many' <<'TF'
variable "count_of" { type = number }
TF
log variable-undeclared azure 'terraform plan -var colour=red -no-color' <<'TF'
output "a" { value = 1 }
TF
log variables-file-missing plain 'terraform plan -var-file=prod.tfvars' <<'TF'
output "a" { value = 1 }
TF
log precondition github 'terraform plan' <<'TF'
variable "encrypted" { default = false }
resource "terraform_data" "a" {
  input = false
  lifecycle {
    precondition {
      condition     = var.encrypted
      error_message = "Disks must be encrypted."
    }
  }
}
TF
log postcondition plain 'terraform apply -auto-approve -no-color' <<'TF'
resource "terraform_data" "first" { input = 1 }
resource "terraform_data" "a" {
  input = terraform_data.first.id
  lifecycle {
    postcondition {
      condition     = self.output == "x"
      error_message = "The id is not the one that was ordered."
    }
  }
}
TF
log precondition-of-nothing gitlab 'terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {
  lifecycle {
    precondition {
      condition     = 1 > 2
      error_message = "Disks must be encrypted."
    }
  }
}
TF
log output-precondition-json plain 'terraform plan -json' <<'TF'
variable "public" { default = false }
output "a" {
  value = 1
  precondition {
    condition     = var.public
    error_message = "No public address."
  }
}
TF
log prevent-destroy gitlab "terraform apply -auto-approve; sed -i s/one/two/ main.tf
---
terraform plan" <<'TF'
resource "terraform_data" "db" {
  triggers_replace = "one"
  lifecycle { prevent_destroy = true }
}
TF
log for-each-unknown github 'terraform plan' <<'TF'
resource "terraform_data" "web" {}
resource "terraform_data" "record" {
  for_each = toset([terraform_data.web.id])
}
TF
log for-each-list plain 'terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {
  for_each = ["a", "b"]
}
TF
log count-unknown azure 'terraform plan -no-color' <<'TF'
resource "terraform_data" "web" {}
resource "terraform_data" "record" {
  count = length(terraform_data.web.id)
}
TF
log each-without-for-each plain 'terraform plan' <<'TF'
resource "terraform_data" "a" {
  input = each.value
}
TF
log invalid-index github 'terraform plan' <<'TF'
locals { addresses = [] }
output "ip" {
  value = local.addresses[0]
}
TF
log null-attribute gitlab 'terraform plan -no-color' <<'TF'
variable "network" {
  type    = object({ id = string })
  default = null
}
output "id" {
  value = var.network.id
}
TF
log function-file-missing plain 'terraform plan' <<'TF'
output "policy" {
  value = file("${path.module}/policy.json")
}
TF
log function-argument azure 'terraform plan -no-color' <<'TF'
output "subnet" {
  value = cidrsubnet("10.0.0.0/24", 12, 1)
}
TF
log function-unknown plain 'terraform validate' <<'TF'
output "a" {
  value = uppercase("a")
}
TF
log invalid-reference github 'terraform validate -no-color' <<'TF'
resource "terraform_data" "a" {
  input = S3
}
TF
log conditional-types plain 'terraform plan' <<'TF'
output "a" {
  value = true ? ["a"] : { a = 1 }
}
TF
log sensitive-output gitlab 'terraform plan -no-color' <<'TF'
variable "key" {
  sensitive = true
  default   = "k"
}
output "key" {
  value = var.key
}
TF
log sensitive-for-each plain 'terraform plan' <<'TF'
variable "names" {
  type      = set(string)
  sensitive = true
  default   = ["a"]
}
resource "terraform_data" "a" {
  for_each = var.names
}
TF
log required-version github 'terraform init' <<'TF'
terraform {
  required_version = ">= 99.0"
}
TF
log module-directory-missing gitlab 'terraform init -no-color' <<'TF'
module "vpc" {
  source = "./modules/vpc"
}
TF
log module-not-installed plain "mkdir net; touch net/main.tf
---
terraform plan" <<'TF'
module "net" {
  source = "./net"
}
TF
log module-git-missing azure 'terraform init -no-color' <<'TF'
module "vpc" {
  source = "git::https://127.0.0.1:9/acme/vpc.git?ref=v1.0.0"
}
TF
log moved-still-there plain 'terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {}
resource "terraform_data" "b" {}
moved {
  from = terraform_data.a
  to   = terraform_data.b
}
TF
log moved-twice github 'terraform plan' <<'TF'
resource "terraform_data" "c" {}
moved {
  from = terraform_data.a
  to   = terraform_data.c
}
moved {
  from = terraform_data.a
  to   = terraform_data.b
}
TF
log removed-still-there plain 'terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {}
removed {
  from = terraform_data.a
  lifecycle { destroy = false }
}
TF
log import-twice gitlab 'terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {}
import {
  to = terraform_data.a
  id = "1"
}
import {
  to = terraform_data.a
  id = "2"
}
TF
log import-no-configuration plain 'terraform plan' <<'TF'
import {
  to = terraform_data.a
  id = "1"
}
TF
log ephemeral plain 'terraform plan -no-color' <<'TF'
variable "token" {
  ephemeral = true
  default   = "t"
}
resource "terraform_data" "a" {
  input = var.token
}
TF
log test-fails github "printf 'run \"name\" {\n  assert {\n    condition     = output.a == 2\n    error_message = \"It is not two.\"\n  }\n}\n' > main.tftest.hcl
---
terraform test" <<'TF'
output "a" { value = 1 }
TF
log fmt-check github 'terraform fmt -check' <<'TF'
output "a" {
      value = 1
}
TF
log fmt-check-diff gitlab 'terraform fmt -check -diff -recursive' <<'TF'
output "a" {
      value = 1
}
TF
