#!/usr/bin/env bash
# Makes the logs of the scorecard with the Terraform that is on the path: make.sh FOLDER [OFFLINE PLUGIN FOLDER]
# Each is what one job printed, as a terminal, a file or a platform keeps it. Ids, times and addresses of the machine are
# made the same each time, so that a log that is made anew only differs where Terraform does. Logs that need the AWS provider
# are only made where its folder is given. Needs python3, git and curl.
set -euo pipefail
export TF_CLI_CONFIG_FILE=/dev/null TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1 TF_INPUT=0 LC_ALL=C.UTF-8
export AWS_ACCESS_KEY_ID=mock AWS_SECRET_ACCESS_KEY=mock AWS_EC2_METADATA_DISABLED=true
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy ALL_PROXY all_proxy || true
logs=$(mkdir -p "$1" && cd "$1" && pwd)
plugins=${2:+$(cd "$2" && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"; kill "${server:-}" 2>/dev/null || true' EXIT

# A backend that answers by its path: /401/state is unauthorised, /423/state is locked, /500/state is broken.
server() {
  python3 - "$work/port" <<'PYTHON' &
import http.server, sys
class Backend(http.server.BaseHTTPRequestHandler):
    def answer(self):
        self.rfile.read(int(self.headers.get('Content-Length') or 0))
        code = int(self.path.split('/')[1])
        locks = code == 423
        code = 200 if locks and self.command in ('GET', 'UNLOCK') else 404 if code == 404 else code
        body = b'{"ID":"6f0c1f5e-1111-2222-3333-444455556666","Operation":"OperationTypeApply","Who":"ci@runner","Version":"1.11.4","Created":"2026-11-30T02:00:00Z","Path":""}' if locks and self.command == 'LOCK' else b''
        if self.command == 'POST' and 'unsaved' in self.path: code = 507
        if self.command == 'GET' and 'unsaved' in self.path: code = 404
        if self.command in ('LOCK', 'UNLOCK') and 'unsaved' in self.path: code = 200
        self.send_response(code); self.send_header('Content-Length', str(len(body))); self.end_headers(); self.wfile.write(body)
    do_GET = do_POST = do_LOCK = do_UNLOCK = do_DELETE = do_PUT = answer
    def log_message(self, *_): pass
server = http.server.HTTPServer(('127.0.0.1', 0), Backend)
open(sys.argv[1], 'w').write(str(server.server_port))
server.serve_forever()
PYTHON
  server=$!
  until [ -s "$work/port" ]; do sleep 0.1; done
  port=$(cat "$work/port")
}

# What differs each time, and what names the machine.
same() {
  sed -E -e "s#(/private)?$work/[a-z0-9-]+/?#./#g" -e "s#$work#.#g" -e "s#127\.0\.0\.1:$port#10.0.0.7:8443#g" \
    -e 's#[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}#6f0c1f5e-0000-1111-2222-333344445555#g' \
    -e 's#File "/[^"]*/lib/python[0-9.]*/#File "/usr/lib/python3/#' -e 's#root@[A-Za-z0-9.()-]+#ci@runner#g' \
    -e 's#(Created: +)[0-9-]+ .*#\12026-11-30 02:40:00 +0000 UTC#' -e 's#(Who: +).*#\1ci@runner#' \
    -e 's#"@timestamp":"[^"]*"#"@timestamp":"2026-11-30T02:41:07.000000Z"#' -e 's#"timestamp":"[^"]*"#"timestamp":"2026-11-30T02:41:07Z"#g' \
    -e 's# on [0-9.]+:53# on 10.0.0.2:53#g' -e 's#(127\.0\.0\.1|\[::1\]):[0-9]{4,5}->#10.0.0.3:40000->#g'
}

stamped() { awk -v fraction="$1" -v stream="${2:-}" '{printf "2026-11-30T02:%02d:%02d.%sZ %s%s\n", 41 + int(NR / 60), NR % 60, fraction, stream, $0}'; }

# How a platform keeps what a step printed: wrap PLATFORM COMMANDS CODE < output
wrap() {
  case $1 in
  github)
    { printf '##[group]Run %s\n' "${2%%$'\n'*}"
      printf '%s\n' "$2" | sed $'s/.*/\x1b[36;1m&\x1b[0m/'
      printf 'shell: /usr/bin/bash -e {0}\n##[endgroup]\n'
      cat
      [ "$3" = 0 ] || printf '##[error]Process completed with exit code %s.\n' "$3"; } | stamped 1234567 ;;
  gitlab)
    { printf 'Running with gitlab-runner 17.5.0 (1a2b3c4d)\n'
      printf '%s\n' "$2" | sed $'s/.*/\x1b[32;1m$ &\x1b[0;m/'
      cat
      if [ "$3" = 0 ]; then printf 'Job succeeded\n'; else printf 'ERROR: Job failed: exit code %s\n' "$3"; fi; } | stamped 123456 '01O ' ;;
  azure)
    { printf '##[section]Starting: Terraform\n==============================================================================\nTask         : Bash\n'
      printf 'Generating script.\nScript contents:\n%s\n========================== Starting Command Output ===========================\n' "$2"
      cat
      [ "$3" = 0 ] || printf "##[error]Bash exited with code '%s'.\n" "$3"
      printf '##[section]Finishing: Terraform\n'; } | stamped 1234567 ;;
  plain) cat ;;
  esac
}

# log NAME PLATFORM COMMANDS < main.tf: what comes before a line "---" is printed nowhere
log() {
  mkdir -p "$work/$1"
  cat > "$work/$1/main.tf"
  local commands=$3 code=0
  if [[ $commands == *$'\n---\n'* ]]; then
    (cd "$work/$1" && port=$port plugins=$plugins bash -c "${commands%%$'\n---\n'*}" > /dev/null 2>&1) || true
    commands=${commands#*$'\n---\n'}
  fi
  (cd "$work/$1" && port=$port plugins=$plugins bash --noprofile --norc -eo pipefail -c "$commands" < /dev/null > out 2>&1) || code=$?
  same < "$work/$1/out" | wrap "$2" "$commands" "$code" > "$logs/$1.log"
  rm -rf "${work:?}/$1"
  printf '%s %s\n' "$1" "$code"
}

here=$(cd "$(dirname "$0")" && pwd)
server
# shellcheck source=/dev/null
for part in code runs states later quiet; do . "$here/make/$part.sh"; done
# shellcheck source=/dev/null
[ -z "$plugins" ] || . "$here/make/aws.sh"
