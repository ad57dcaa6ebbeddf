# shellcheck shell=bash disable=SC2016,SC2154 # commands are run later; the port comes from who reads this
# Backends, states, plan files, providers and the registry.

remote() {
  cat <<TF
terraform {
  backend "http" {
    address        = "http://127.0.0.1:$port/$1/state"
    lock_address   = "http://127.0.0.1:$port/$1/state"
    unlock_address = "http://127.0.0.1:$port/$1/state"
    lock_method    = "LOCK"
    unlock_method  = "UNLOCK"
    retry_max      = 0
  }
}
resource "terraform_data" "a" {}
TF
}
remote 401 | log backend-unauthorised gitlab 'terraform init -no-color'
remote 403 | log backend-forbidden plain 'terraform init'
remote 500 | log backend-broken github 'terraform init'
remote 423 | log backend-locked gitlab 'terraform init
---
terraform plan -no-color'
remote 404/unsaved | log state-not-saved github 'terraform init
---
terraform apply -auto-approve'
log backend-refused plain 'terraform init -no-color' <<'TF'
terraform {
  backend "http" {
    address   = "http://127.0.0.1:9/state"
    retry_max = 0
  }
}
TF
log backend-not-initialised github 'terraform plan' <<'TF'
terraform {
  backend "local" {
    path = "states/network.tfstate"
  }
}
TF
log backend-changed azure 'terraform init; sed -i s/network/other/ main.tf
---
terraform plan -no-color' <<'TF'
terraform {
  backend "local" {
    path = "states/network.tfstate"
  }
}
TF
log backend-setting-missing plain 'terraform init' <<'TF'
terraform {
  backend "s3" {
    key    = "network"
    region = "eu-central-1"
  }
}
TF
log backend-type-removed gitlab 'terraform init -no-color' <<'TF'
terraform {
  backend "etcd" {}
}
TF
log workspace-missing github 'terraform workspace select staging' <<'TF'
TF
log state-locked github 'terraform apply -auto-approve & sleep 3
---
terraform plan; sleep 6' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "exec sleep 8"
  }
}
TF
log state-locked-timeout plain 'terraform apply -auto-approve & sleep 3
---
terraform plan -lock-timeout=2s -no-color; sleep 6' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "exec sleep 9"
  }
}
TF
log force-unlock-wrong plain 'terraform force-unlock -force 1234' <<'TF'
TF
old() { printf '{"version":%s,"terraform_version":"%s","serial":1,"lineage":"6f0c1f5e-0000-1111-2222-333344445555","outputs":{},"resources":[]}' "$1" "$2"; }
log state-format plain "printf '%s' '$(old 9 99.0.0)' > terraform.tfstate
---
terraform plan -no-color" <<'TF'
resource "terraform_data" "a" {}
TF
log state-not-json gitlab 'echo "<<<<<<< HEAD" > terraform.tfstate
---
terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {}
TF
log saved-plan-stale github 'terraform plan -out=tfplan; terraform apply -auto-approve
---
terraform apply tfplan' <<'TF'
resource "terraform_data" "a" {}
TF
log plan-file-missing azure 'terraform apply -no-color tfplan' <<'TF'
resource "terraform_data" "a" {}
TF
log plan-file-is-none plain 'echo hello > tfplan
---
terraform apply tfplan' <<'TF'
resource "terraform_data" "a" {}
TF
log already-managed gitlab 'terraform apply -auto-approve
---
terraform import -no-color terraform_data.a 1' <<'TF'
resource "terraform_data" "a" {}
TF
log import-not-declared plain 'terraform import terraform_data.b 1' <<'TF'
resource "terraform_data" "a" {}
TF
log provider-not-there github 'mkdir plugins
---
terraform init -plugin-dir=plugins' <<'TF'
terraform {
  required_providers {
    acme = { source = "acme/acme", version = "1.2.3" }
  }
}
TF
log provider-host-unknown plain 'terraform init -no-color' <<'TF'
terraform {
  required_providers {
    acme = { source = "registry.acme.invalid/acme/acme" }
  }
}
TF
log provider-proxy-refused gitlab 'HTTPS_PROXY=http://127.0.0.1:9 terraform init -no-color' <<'TF'
terraform {
  required_providers {
    random = { source = "hashicorp/random" }
  }
}
TF
log registry-refused azure 'terraform init -no-color' <<'TF'
terraform {
  required_providers {
    acme = { source = "localhost:9/acme/acme" }
  }
}
TF
