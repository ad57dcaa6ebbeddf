#!/usr/bin/env bash
# Verifies sealed evidence with nothing of the hub's: bash, jq, base64, sha256sum, and OpenSSL 3.5 or newer, which knows
# ML-DSA (FIPS 204). OPENSSL names another openssl than the one on the path.
#   usage: verify.sh evidence.json [SHA256:fingerprint of the hub's key]
# Exits 0 valid, 1 not valid, 2 not readable. docs/evidence.md says what is verified, and what only hub-verify.jar does.
set -euo pipefail

openssl=${OPENSSL:-openssl}
file=${1:-}
known=${2:-}
bad=0

unreadable() {
  echo "$*" >&2
  exit 2
}

check() { # condition as text, what it shows
  if [ "$1" = true ]; then echo "ok   $2"; else
    echo "NO   $2"
    bad=1
  fi
}

[ -r "$file" ] || unreadable "usage: $0 evidence.json [SHA256:...]"
for tool in jq base64 sha256sum "$openssl"; do
  command -v "$tool" >/dev/null || unreadable "$tool is not installed"
done
"$openssl" list -signature-algorithms | grep -q ML-DSA-65 || unreadable "$("$openssl" version) has no ML-DSA; 3.5 has"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- hashes -----------------------------------------------------------------------------------------------------------

bytes() { # of hex digits
  local hex=$1 escaped=
  while [ -n "$hex" ]; do
    escaped+="\\x${hex:0:2}"
    hex=${hex:2}
  done
  printf '%b' "$escaped"
}

sha256() { sha256sum | cut -c1-64; }

fingerprint() { # of a public key in Base64
  printf 'SHA256:'
  bytes "$(printf '%s' "$1" | base64 -d | sha256)" | base64 -w0 | tr '+/' '-_' | tr -d '='
}

node() { bytes "01$1$2" | sha256; }

# RFC 9162, section 2.1.3.2: does the proof lead from the leaf to the root?
included() { # index, size, leaf hash, root, hashes of the proof
  local node=$1 last=$(($2 - 1)) hash=$3 root=$4 sibling
  shift 4
  [ "$node" -ge 0 ] && [ "$node" -le "$last" ] || return 1
  for sibling in "$@"; do
    [ "$last" -ne 0 ] || return 1
    if ((node % 2 == 1 || node == last)); then
      hash=$(node "$sibling" "$hash")
      while ((node % 2 == 0 && node != 0)); do node=$((node / 2)) last=$((last / 2)); done
    else
      hash=$(node "$hash" "$sibling")
    fi
    node=$((node / 2)) last=$((last / 2))
  done
  [ "$last" -eq 0 ] && [ "$hash" = "$root" ]
}

# --- signatures -------------------------------------------------------------------------------------------------------

signed() { # file with the message, signature and public key in Base64, context
  local options=()
  [ -z "$4" ] || options=(-pkeyopt "context-string:$4")
  printf '%s' "$2" | base64 -d >"$work/signature"
  { echo "-----BEGIN PUBLIC KEY-----"; printf '%s\n' "$3" | fold -w 64; echo "-----END PUBLIC KEY-----"; } >"$work/key.pem"
  if "$openssl" pkeyutl -verify -pubin -inkey "$work/key.pem" -rawin -in "$1" -sigfile "$work/signature" \
    "${options[@]}" >/dev/null 2>&1; then echo true; else echo false; fi
}

# --- the envelope -----------------------------------------------------------------------------------------------------

type=$(jq -er .payloadType "$file" 2>/dev/null) || unreadable "$file is no DSSE envelope"
jq -j .payload "$file" | base64 -d >"$work/statement" 2>/dev/null || unreadable "the payload is no Base64"
jq -e . "$work/statement" >/dev/null 2>&1 || unreadable "the payload is no JSON"
key=$(jq -r '.signatures[0].publicKey' "$file")
{
  printf 'DSSEv1 %s %s %s ' "$(printf '%s' "$type" | wc -c)" "$type" "$(wc -c <"$work/statement")"
  cat "$work/statement"
} >"$work/encoded"
print=$(fingerprint "$key")
check "$(signed "$work/encoded" "$(jq -r '.signatures[0].sig' "$file")" "$key" "")" "the envelope is signed by $print"
check "$(jq --arg print "$print" '(.signatures | length == 1) and .signatures[0].keyid == $print' "$file")" \
  "the key's id is its fingerprint"
if [ -n "$known" ]; then
  check "$([ "$print" = "$known" ] && echo true)" "that is the key you know"
else
  echo "?    whether $print is your hub's key: compare it with GET /api/cab/keys"
fi

# --- what it says -----------------------------------------------------------------------------------------------------

statement() { jq "$@" "$work/statement"; }

check "$(statement '._type == "https://in-toto.io/Statement/v1" and .predicateType == "urn:infrahub:change-evidence:v1"')" \
  "it is a statement of this kind and version"
check "$(statement '(.predicate.changeRequest | .request == (.leaf.entry | fromjson)) and .subject[0].digest.sha256 == .predicate.changeRequest.request.planHash')" \
  "the subject is the plan of the change request as it was logged"
# shellcheck disable=SC2016 # the variables are of jq
check "$(statement '.predicate | .changeRequest.request as $request | all(.decisions[];
    (.payload | fromjson) as $signed | (.leaf.entry | fromjson) as $logged
    | .decision == $signed and $signed.decision == "approve" and .context == "infrahub/approval"
    and ($signed.type | IN("infrahub/approval/v1", "infrahub/approval/v2")) and $logged.type == "infrahub/log/decision/v1"
    and $logged.payload == .payload and $logged.signature == .signature and $logged.publicKey == .publicKey
    and $signed.changeRequestId == $request.changeRequestId and $signed.planHash == $request.planHash
    and $signed.module == $request.module and $signed.client == $request.client
    and $signed.riskLevel == $request.riskLevel and $signed.fingerprint == $request.fingerprint)')" \
  "each decision approves this plan of this change, and is what was logged"
# shellcheck disable=SC2016 # the variables are of jq
check "$(statement '.predicate | .changeRequest.request as $request | [.decisions[].decision.approvedBy] as $people
    | ($people | unique | length) == ($people | length) and ($people | length) >= $request.approvalsNeeded
    and $request.approvalsNeeded > 0 and all($people[]; . != $request.requestedBy)')" \
  "enough different people approved, and the requester is none of them"

for ((i = 0; i < $(statement '.predicate.decisions | length'); i++)); do
  decision() { statement -j ".predicate.decisions[$i]$1"; }
  decision .payload >"$work/payload"
  key=$(decision .publicKey)
  check "$(signed "$work/payload" "$(decision .signature)" "$key" infrahub/approval)" \
    "$(decision .decision.approvedBy | tr -d '[:cntrl:]') signed with $(fingerprint "$key")"
done

# --- the log ----------------------------------------------------------------------------------------------------------

head() { statement -j ".predicate.treeHead$1"; }
head .payload >"$work/head"
key=$(head .publicKey)
size=$(jq .treeSize "$work/head")
root=$(jq -r .rootHash "$work/head")
check "$(signed "$work/head" "$(head .signature)" "$key" infrahub/tree-head)" \
  "the tree head of $size entries is signed by $(fingerprint "$key")"
for ((i = 0; i < $(statement '[.predicate | .. | objects | select(has("inclusionProof"))] | length'); i++)); do
  leaf() { statement -j "[.predicate | .. | objects | select(has(\"inclusionProof\"))][$i]$1"; }
  leaf .entry >"$work/entry"
  mapfile -t proof < <(leaf ' | .inclusionProof | .[] | . + "\n"')
  check "$(included "$(leaf .leafIndex)" "$size" "$({ printf '\0'; cat "$work/entry"; } | sha256)" "$root" "${proof[@]}" &&
    echo true)" "entry $(leaf .leafIndex) is in the log"
done

if [ "$bad" -eq 0 ]; then echo "VALID"; else echo "NOT VALID"; fi
exit "$bad"
