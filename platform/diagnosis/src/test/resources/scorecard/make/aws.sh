# shellcheck shell=bash disable=SC2016,SC2154 # commands are run later; the port comes from who reads this
# What needs the AWS provider: it is planned with keys that are none, and calls nobody but an address where nobody listens.

amazon() {
  cat <<TF
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "${2:-5.100.0}" }
  }
}
provider "aws" {
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  max_retries                 = 1
  endpoints {
    sts = "http://127.0.0.1:9"
    sqs = "http://127.0.0.1:9"
  }
}
TF
  printf '%s\n' "$1"
}
ready='terraform init -plugin-dir=$plugins'
amazon 'resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}' | log aws-refused github "$ready
---
terraform apply -auto-approve"
amazon 'resource "aws_sqs_queue" "jobs" {
  name                      = "jobs"
  message_retention_seconds = 5
}' | log aws-value-range plain "$ready
---
terraform plan -no-color"
amazon 'resource "aws_sqs_queue" "jobs" {
  kms_master_key_id       = "k"
  sqs_managed_sse_enabled = true
}' | log aws-conflicting gitlab "$ready
---
terraform plan"
amazon 'resource "aws_instance" "web" {
  instance_kind = "t3.micro"
}' | log aws-unsupported-argument azure "$ready
---
terraform validate -no-color"
amazon 'resource "aws_subnet" "a" {
}' | log aws-missing-argument plain "$ready
---
terraform validate -json || terraform plan -json"
amazon 'resource "aws_db_security_group" "a" {
}' | log aws-resource-type github "$ready
---
terraform plan"
amazon 'resource "aws_eks_cluster" "a" {
  name     = "a"
  role_arn = "arn:aws:iam::123456789012:role/eks"
}' | log aws-insufficient-blocks plain "$ready
---
terraform plan -no-color"
amazon 'resource "aws_lb" "a" {
  subnets = "subnet-1"
}' | log aws-attribute-type gitlab "$ready
---
terraform plan -no-color"
amazon '' 9.9.9 | log aws-no-such-version github 'terraform init -plugin-dir=$plugins'
amazon 'resource "aws_sqs_queue" "jobs" {}' | log aws-plugins-not-installed github "$ready; rm -rf .terraform/providers
---
terraform plan"
amazon 'resource "aws_sqs_queue" "jobs" {}' | log aws-lock-file plain "$ready; sed -i s/5.100.0/5.1.0/ .terraform.lock.hcl
---
terraform plan -no-color"
amazon 'resource "aws_sqs_queue" "jobs" {}' | log aws-lock-file-readonly plain 'terraform init -plugin-dir=$plugins -lockfile=readonly -no-color'
amazon 'resource "aws_sqs_queue" "jobs" {}' | log aws-lock-file-checksum gitlab "$ready; sed -i 's#h1:[A-Za-z0-9+/]*#h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA#' .terraform.lock.hcl; rm -rf .terraform
---
terraform init -no-color -plugin-dir=\$plugins"
log aws-no-credentials azure "unset AWS_ACCESS_KEY_ID; $ready
---
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
terraform plan -no-color" <<'TF'
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region = "eu-central-1"
}
data "aws_caller_identity" "me" {}
TF
log aws-region-invalid plain "$ready
---
terraform plan" <<'TF'
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region = "moon-1"
}
data "aws_caller_identity" "me" {}
TF
