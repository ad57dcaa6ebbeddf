# shellcheck shell=bash disable=SC2016,SC2154 # commands are run later; the port comes from who reads this
# Runs in which nothing failed, or nothing that stayed.
one='resource "terraform_data" "a" {}'

log quiet-init github 'terraform init' <<<"$one"
log quiet-validate plain 'terraform validate' <<<"$one"
log quiet-plan gitlab 'terraform plan' <<<"$one"
log quiet-plan-plain plain 'terraform plan -no-color' <<<"$one"
log quiet-plan-json plain 'terraform plan -json' <<<"$one"
log quiet-apply azure 'terraform apply -auto-approve -no-color' <<<"$one"
log quiet-apply-json plain 'terraform apply -auto-approve -json' <<<"$one"
log quiet-destroy gitlab 'terraform apply -auto-approve
---
terraform destroy -auto-approve' <<<"$one"
log quiet-no-changes github 'terraform apply -auto-approve
---
terraform plan' <<<"$one"
log quiet-nothing plain 'terraform plan -no-color' <<<''
log quiet-fmt github 'terraform fmt -check' <<<"$one"
log quiet-version plain 'terraform version' <<<"$one"
log quiet-workspace gitlab 'terraform workspace new staging' <<<"$one"
log quiet-state-list plain 'terraform apply -auto-approve
---
terraform state list' <<<"$one"
log quiet-import plain 'terraform import -no-color terraform_data.a 1' <<<"$one"
log quiet-test github "printf 'run \"name\" {\n  command = plan\n}\n' > main.tftest.hcl
---
terraform test" <<<"$one"
log quiet-warning plain 'terraform plan -no-color' <<'TF'
variable "healthy" { default = false }
check "health" {
  assert {
    condition     = var.healthy
    error_message = "AccessDenied: the endpoint is away, connection refused."
  }
}
TF
log quiet-output github 'terraform apply -auto-approve' <<'TF'
output "runbook" {
  value = "write /data: no space left on device"
}
output "steps" {
  value = <<-EOT
    write /data: no space left on device
    Error acquiring the state lock
    fatal: could not read Username for x
  EOT
}
TF
log quiet-attributes gitlab 'terraform plan -no-color' <<'TF'
resource "terraform_data" "a" {
  input = {
    message = "Error: AccessDenied: no space left on device"
    path    = "errored.tfstate"
  }
}
TF
log quiet-provisioner-words azure 'terraform apply -auto-approve -no-color' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "echo 'retrying: connection reset by peer'; echo 'then all was well'"
  }
}
TF
log quiet-lock-retried github 'terraform apply -auto-approve & sleep 3
---
until terraform apply -auto-approve; do sleep 3; done' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "exec sleep 6"
  }
}
TF
log quiet-lock-waited plain 'terraform apply -auto-approve & sleep 3
---
terraform apply -auto-approve -lock-timeout=30s -no-color' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "exec sleep 6"
  }
}
TF
log quiet-curl-retried gitlab 'curl -sS http://127.0.0.1:9/health || echo "not yet"
terraform apply -auto-approve -no-color' <<<"$one"
log quiet-script plain 'cat main.tf; echo done' <<'TF'
# if [ "$1" = x ]; then echo "Error: no space left on device"; fi
output "a" { value = "OOMKilled" }
TF
log quiet-no-outputs gitlab 'terraform output address' <<'TF'
output "name" { value = 1 }
TF
