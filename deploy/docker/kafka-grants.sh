#!/usr/bin/env bash
# Has the broker know its clients, and what each may, from where only the broker is heard. The commands are what
# KAFKA_BOOTSTRAP_SERVERS=localhost:9094 ./hub kafka grants prints; doing them again is harmless. The last ones fail
# of topics that are not there yet, which are made as they should be.
set -euo pipefail
PATH=$PATH:/opt/kafka/bin
umask 077
secrets=$(mktemp -d)
trap 'rm -rf "$secrets"' EXIT
cd "$secrets"

cat >admin.properties <<END
security.protocol=SASL_PLAINTEXT
sasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="administrator" password="${KAFKA_ADMIN_PASSWORD:?}";
END
printf 'SCRAM-SHA-512=password=%s\n' "${KAFKA_GATEWAY_PASSWORD:?}" >gateway.scram
printf 'SCRAM-SHA-512=password=%s\n' "${KAFKA_PLAN_ANALYZER_PASSWORD:?}" >plan-analyzer.scram
printf 'SCRAM-SHA-512=password=%s\n' "${KAFKA_DRIFT_WORKER_PASSWORD:?}" >drift-worker.scram
printf 'SCRAM-SHA-512=password=%s\n' "${KAFKA_SECRET_SCANNER_PASSWORD:?}" >secret-scanner.scram
printf 'SCRAM-SHA-512=password=%s\n' "${KAFKA_CAB_SIGNER_PASSWORD:?}" >cab-signer.scram

kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type users --entity-name gateway --add-config-file gateway.scram
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:gateway --operation Read --group gateway --topic approval.signed --topic approval.verified --topic change.updated --topic drift.analyzed --topic evidence.sealed --topic plan.analyzed --topic report.compiled --topic secret-scan.completed --topic ssh-authority.updated --topic ssh-certificate.issued --topic ssh-certificate.revoked --topic ssh-certificate.verified --topic tree-head.signed
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:gateway --operation Read --operation Write --operation Create --topic operation.failed
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:gateway --operation Write --operation Create --topic approval.requested --topic approval.signed-dlt --topic approval.verified-dlt --topic change.implemented --topic change.requested --topic change.reviewed --topic change.updated-dlt --topic drift-check.submitted --topic drift.analyzed-dlt --topic evidence.sealed-dlt --topic evidence.submitted --topic operation.failed-dlt --topic plan.analyzed-dlt --topic plan.submitted --topic report.compiled-dlt --topic report.requested --topic secret-scan.completed-dlt --topic secret-scan.requested --topic ssh-authority.requested --topic ssh-authority.updated-dlt --topic ssh-certificate.issued-dlt --topic ssh-certificate.requested --topic ssh-certificate.revoked-dlt --topic ssh-certificate.verified-dlt --topic ssh-revocation.requested --topic ssh-verification.requested --topic tree-head.signed-dlt --topic verification.requested
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type users --entity-name plan-analyzer --add-config-file plan-analyzer.scram
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:plan-analyzer --operation Read --group plan-analyzer --topic plan.submitted
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:plan-analyzer --operation Write --operation Create --topic operation.failed --topic plan.analyzed --topic plan.submitted-dlt
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type users --entity-name drift-worker --add-config-file drift-worker.scram
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:drift-worker --operation Read --group drift-worker --topic drift-acceptance.decided --topic drift-check.submitted
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:drift-worker --operation Write --operation Create --topic drift-acceptance.decided-dlt --topic drift-check.submitted-dlt --topic drift.analyzed --topic drift.detected --topic drift.resolved --topic operation.failed
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type users --entity-name secret-scanner --add-config-file secret-scanner.scram
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:secret-scanner --operation Read --group secret-scanner --topic secret-scan.requested
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:secret-scanner --operation Write --operation Create --topic operation.failed --topic secret-scan.completed --topic secret-scan.requested-dlt
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type users --entity-name cab-signer --add-config-file cab-signer.scram
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:cab-signer --operation Read --group cab-signer --topic approval.requested --topic change.implemented --topic change.requested --topic change.reviewed --topic evidence.submitted --topic report.requested --topic ssh-authority.requested --topic ssh-certificate.requested --topic ssh-revocation.requested --topic ssh-verification.requested --topic verification.requested
kafka-acls.sh --bootstrap-server localhost:9094 --command-config admin.properties --add --allow-principal User:cab-signer --operation Write --operation Create --topic approval.refused --topic approval.requested-dlt --topic approval.signed --topic approval.verified --topic change.implemented-dlt --topic change.requested-dlt --topic change.reviewed-dlt --topic change.updated --topic drift-acceptance.decided --topic evidence.sealed --topic evidence.submitted-dlt --topic operation.failed --topic report.compiled --topic report.requested-dlt --topic ssh-authority.requested-dlt --topic ssh-authority.updated --topic ssh-certificate.issued --topic ssh-certificate.requested-dlt --topic ssh-certificate.revoked --topic ssh-certificate.verified --topic ssh-revocation.requested-dlt --topic ssh-verification.requested-dlt --topic tree-head.signed --topic verification.requested-dlt
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name change.requested --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name approval.requested --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name drift-acceptance.decided --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name change.implemented --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name change.reviewed --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name approval.verified --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name evidence.submitted --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name ssh-certificate.requested --add-config message.timestamp.type=LogAppendTime || true
kafka-configs.sh --bootstrap-server localhost:9094 --command-config admin.properties --alter --entity-type topics --entity-name ssh-revocation.requested --add-config message.timestamp.type=LogAppendTime || true
