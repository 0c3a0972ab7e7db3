#!/bin/sh
# Lays out what the Dockerfile is built in: docker.sh FOLDER MACHINE=PROGRAM…, where MACHINE is amd64 or arm64. The programs must
# be static.
set -eu
folder=$1
shift
for pair; do
  mkdir -p "$folder/linux/${pair%%=*}"
  cp "${pair#*=}" "$folder/linux/${pair%%=*}/gouji"
done
cp "$(dirname "$0")/Dockerfile" "$folder/Dockerfile"
