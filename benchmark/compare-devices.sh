#!/bin/sh
# Runs the usual models and the tables of operations on the processor and on a GPU, and compares
# them. Run it from the root after `mvn test-compile`. With a libtorch of your own, say where it is:
# PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR; a build with -Pcu121 has one.
# Options of the JVM that runs libtorch go into TENSORVET_JAVA_OPTIONS.
set -eu
report=${1:-target/device-comparison.txt}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# shellcheck disable=SC2086  # options are words
"$java" -cp "target/classes:target/test-classes:${TENSORVET_CLASS_PATH:-$(cat target/class-path)}" \
  dev.tensorvet.verify.DeviceComparison "$report" target/verify ${TENSORVET_JAVA_OPTIONS:-} ||
  status=$?
cat "$report"
exit "${status:-0}"
