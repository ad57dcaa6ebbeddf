#!/usr/bin/env bash
# Makes a plan from two configurations: make.sh <folder of aws/> <offline plugin folder> > <folder>.json
# What 'before.tf' would create becomes the state, its unknown ids filled in; 'after.tf' is planned against it.
set -euo pipefail
export TF_CLI_CONFIG_FILE=/dev/null
here=$(cd "$(dirname "$0")/aws" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$here/provider.tf" .
cp "$here/$1/before.tf" main.tf
terraform init -plugin-dir="$2" >&2
terraform plan -refresh=false -out=before.tfplan >&2
terraform show -json before.tfplan | jq '{
  version: 4, terraform_version, serial: 1, lineage: "8a3f6a52-6b5c-4a6e-9d52-0c1d7d0e7a10", outputs: {}, check_results: null,
  resources: [.planned_values.root_module.resources[] | {
    mode, type, name, provider: "provider[\"\(.provider_name)\"]",
    instances: [{schema_version, attributes: (.values + {id: (.values.id // (if .type == "aws_s3_bucket" then .values.bucket else null end) // "\(.type)-\(.name)")}
      | if has("tags") then .tags_all = (.tags // {}) else . end
      | if has("ingress") then .egress = [] else . end)}]}]}' > terraform.tfstate
cp "$here/$1/after.tf" main.tf
terraform plan -refresh=false -out=after.tfplan >&2
terraform show -json after.tfplan | jq -c '{format_version, terraform_version, resource_changes,
    configuration: {root_module: {resources: .configuration.root_module.resources}}}'
