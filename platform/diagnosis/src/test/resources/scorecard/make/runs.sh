# shellcheck shell=bash disable=SC2016,SC2154 # commands are run later; the port comes from who reads this
# Commands that are wrong, programs that fail, and machines that break.

log no-such-command github 'terraform plann' <<'TF'
TF
log no-such-flag plain 'terraform plan -autoapprove -no-color' <<'TF'
output "a" { value = 1 }
TF
log no-such-folder gitlab 'terraform -chdir=live/prod init -no-color' <<'TF'
TF
log no-configuration azure 'rm main.tf
---
terraform plan -no-color' <<'TF'
TF
log target-invalid plain 'terraform plan -target=web' <<'TF'
resource "terraform_data" "web" {}
TF
log provisioner-exit github 'terraform apply -auto-approve' <<'TF'
resource "terraform_data" "first" {}
resource "terraform_data" "a" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "echo migrating; exit 3"
  }
}
resource "terraform_data" "last" { depends_on = [terraform_data.a] }
TF
log provisioner-json plain 'terraform apply -auto-approve -json' <<'TF'
resource "terraform_data" "first" {}
resource "terraform_data" "a" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "exit 2"
  }
}
TF
log provisioner-command-missing gitlab 'terraform apply -auto-approve -no-color' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "ansible-playbooks site.yml"
  }
}
TF
log provisioner-disk-full plain 'terraform apply -auto-approve -no-color' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "cat main.tf > /dev/full"
  }
}
TF
log provisioner-killed azure 'terraform apply -auto-approve -no-color' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "kill -9 $$"
  }
}
TF
log provisioner-refused plain 'terraform apply -auto-approve' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "curl -sS http://127.0.0.1:9/health"
  }
}
TF
log provisioner-quotes-a-full-disk github 'terraform apply -auto-approve' <<'TF'
resource "terraform_data" "a" {
  input = "write /data: no space left on device"
  provisioner "local-exec" {
    command = <<-EOT
      set -x
      echo "if it says 'write /x: no space left on device', see errored.tfstate"
      exit 4
    EOT
  }
}
TF
log destroy-provisioner gitlab 'terraform apply -auto-approve
---
terraform destroy -auto-approve' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    when    = destroy
    command = "exit 5"
  }
}
TF
log several-fail github 'terraform apply -auto-approve' <<'TF'
resource "terraform_data" "a" {
  count = 3
  provisioner "local-exec" {
    command = "exit ${count.index}"
  }
}
TF
log interrupted plain 'terraform apply -auto-approve -no-color & pid=$!
sleep 3; kill -INT $pid; wait $pid' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "exec sleep 8"
  }
}
TF
log killed plain 'timeout --foreground -s KILL 3 terraform apply -auto-approve -no-color || true; sleep 1' <<'TF'
resource "terraform_data" "done" {}
resource "terraform_data" "a" {
  depends_on = [terraform_data.done]
  provisioner "local-exec" {
    command = "exec sleep 4"
  }
}
TF
log disk-full-before-terraform github '(cat main.tf > /dev/full) || true
terraform plan' <<'TF'
output "a" { value = var.a }
TF
log disk-full-cp gitlab 'cat main.tf > /dev/full' <<'TF'
output "a" { value = 1 }
TF
log command-missing github 'tofuu init' <<'TF'
TF
log script-not-executable azure 'printf "#!/bin/sh\n" > deploy.sh; chmod 644 deploy.sh
---
./deploy.sh' <<'TF'
TF
log git-clone-refused gitlab 'git clone https://127.0.0.1:9/acme/modules.git' <<'TF'
TF
log git-repository-missing plain 'git clone ./modules.git x' <<'TF'
TF
log git-unknown-branch github 'git init -q . && git -c user.name=a -c user.email=a@a.example commit -q --allow-empty -m a
---
git checkout feature/network' <<'TF'
TF
log git-merge-conflict plain 'git init -q -b main . && git add main.tf && git -c user.name=a -c user.email=a@a.example commit -q -m a && git checkout -q -b b && echo x > main.tf && git -c user.name=a -c user.email=a@a.example commit -qam b && git checkout -q main && echo y > main.tf && git -c user.name=a -c user.email=a@a.example commit -qam c
---
git -c user.name=a -c user.email=a@a.example merge b' <<'TF'
output "a" { value = 1 }
TF
log curl-unknown-host azure 'curl -sS --max-time 10 https://vault.acme.invalid/v1/sys/health' <<'TF'
TF
log python-traceback github 'python3 -c "import infracost_plugin"' <<'TF'
TF
log unknown-script plain 'echo "the widget does not frobnicate" >&2; exit 9' <<'TF'
TF
log script-missing github './frob.sh' <<'TF'
TF
log unknown-failure gitlab 'echo "frobnicating"; echo "error: the widget does not frobnicate" >&2; exit 9' <<'TF'
TF
log exit-code-alone github 'exit 7' <<'TF'
TF
log undeclared-behind-words github 'echo "if it says no space left on device: errored.tfstate"
cat <<EOT
write /x: no space left on device
EOT
terraform plan' <<'TF'
output "a" { value = var.a }
TF
log lock-then-another-error plain 'terraform apply -auto-approve -no-color; false' <<'TF'
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = "echo Error acquiring the state lock, retrying; exit 6"
  }
}
TF
