#!/usr/bin/env bash
# Kafka's console producer, as kafka-console-producer.sh.
set -euo pipefail
# shellcheck disable=SC2086 # options are meant to be split
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} ${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseG1GC} ${KAFKA_OPTS:-} \
  -Dlog4j2.level=warn -cp '/opt/kafka/libs/*' org.apache.kafka.tools.ConsoleProducer "$@"
