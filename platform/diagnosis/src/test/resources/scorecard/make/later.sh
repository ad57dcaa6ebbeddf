# shellcheck shell=bash disable=SC2016,SC2154 # commands are run later; the port comes from who reads this
# What was labelled before anything was told of it, and then used to mend what was wrong.

log templatefile-variable github 'terraform plan' <<'TF'
output "a" {
  value = templatestring(local.text, {})
}
locals { text = "$${name}" }
TF
log jsondecode plain 'terraform plan -no-color' <<'TF'
locals { settings = jsondecode("{a:}") }
output "a" {
  value = local.settings
}
TF
log state-rm-missing plain 'terraform state rm terraform_data.gone' <<'TF'
TF
log state-mv-missing azure 'terraform state mv terraform_data.a terraform_data.b' <<'TF'
resource "terraform_data" "b" {}
TF
log workspace-current github 'terraform workspace new dev
---
terraform workspace delete dev' <<'TF'
TF
log backend-file-missing gitlab 'terraform init -no-color -backend-config=prod.hcl' <<'TF'
terraform {
  backend "s3" {}
}
TF
log module-argument plain "mkdir net; touch net/main.tf; terraform init
---
terraform validate" <<'TF'
module "net" {
  source = "./net"
  cidr   = "10.0.0.0/16"
}
TF
log provider-source-invalid github 'terraform init' <<'TF'
terraform {
  required_providers {
    acme = { source = "a/b/c/d" }
  }
}
TF
log depends-on-invalid plain 'terraform validate -no-color' <<'TF'
resource "terraform_data" "a" {
  depends_on = ["terraform_data.b"]
}
TF
log module-cycle azure 'mkdir a; echo "module \"b\" { source = \"../a\" }" > a/main.tf
---
terraform init -no-color' <<'TF'
module "a" { source = "./a" }
TF
log dynamic-invalid plain 'terraform validate' <<'TF'
resource "terraform_data" "a" {
  dynamic "part" {
    for_each = [1]
  }
}
TF
log remote-exec-refused github 'terraform apply -auto-approve' <<'TF'
resource "terraform_data" "a" {
  connection {
    host     = "127.0.0.1"
    port     = 9
    user     = "ci"
    password = "none"
    timeout  = "2s"
  }
  provisioner "remote-exec" {
    inline = ["true"]
  }
}
TF
log heredoc-open plain 'terraform init -no-color' <<'TF'
output "a" {
  value = <<EOT
text
}
TF
log alias-twice gitlab 'terraform init' <<'TF'
provider "terraform" {
  alias = "a"
}
provider "terraform" {
  alias = "a"
}
TF
log provider-alias-missing plain 'terraform validate -no-color' <<'TF'
resource "terraform_data" "a" {
  provider = terraform.west
}
TF
log replace-trigger-invalid github 'terraform validate' <<'TF'
resource "terraform_data" "a" {
  lifecycle {
    replace_triggered_by = [var.x]
  }
}
TF
log source-variable azure 'terraform init -no-color' <<'TF'
variable "v" { default = "x" }
module "net" {
  source = "./${var.v}"
}
TF
log division plain 'terraform plan' <<'TF'
output "a" {
  value = 1 / 0
}
TF
log shell-unbound github 'set -u
echo "$STATE_BUCKET"' <<'TF'
TF
log shell-syntax gitlab 'bash -c "if true; then echo a"' <<'TF'
TF
log make-no-rule github 'make plan' <<'TF'
TF
log jq-parse plain 'echo "{" | jq .' <<'TF'
TF
log python-key azure 'python3 -c "import os; os.environ[\"TF_TOKEN\"]"' <<'TF'
TF
log git-push-no-remote gitlab 'git init -q . && git -c user.name=a -c user.email=a@a.example commit -q --allow-empty -m a && git push origin main' <<'TF'
TF
log git-identity plain 'git init -q . && env -i PATH="$PATH" HOME=/nonexistent EMAIL= git -c user.useConfigOnly=true commit --allow-empty -m a' <<'TF'
TF
log tar-broken github 'echo no > x.tgz
---
tar -xzf x.tgz' <<'TF'
TF
log file-missing azure 'cat plan.json' <<'TF'
TF
log curl-not-found gitlab 'curl -fsS http://127.0.0.1:$port/404/tool' <<'TF'
TF
log curl-server-error github 'curl -fsS http://127.0.0.1:$port/503/tool' <<'TF'
TF
log python-refused plain 'python3 -c "import urllib.request; urllib.request.urlopen(\"http://127.0.0.1:9/\")"' <<'TF'
TF
