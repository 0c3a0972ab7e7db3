#!/bin/sh
# What `build.py` needs where `rustup` cannot fetch the standard library of a target: a compiler of Debian with the sources of its own,
# unpacked beside the one that is installed, and zig. `toolchain.sh FOLDER`, as root on Debian; then
#
#   . FOLDER/environment && dist/build.py linux-x64 win32-x64
#
# cargo is the one that is there: one that is a version older than the compiler does.
set -eu
mkdir -p "$1/debs/partial"
folder=$(realpath "$1")
# another installation may be under way
apt-get update -qq -o DPkg::Lock::Timeout=600
apt-get install -y -qq --no-install-recommends --download-only -o DPkg::Lock::Timeout=600 -o Dir::Cache::archives="$folder/debs/" rustc-web rust-web-src >/dev/null
for package in "$folder"/debs/*.deb; do dpkg-deb --extract "$package" "$folder/root"; done
cat >"$folder/rustc" <<END
#!/bin/sh
export LD_LIBRARY_PATH='$folder/root/usr/lib/x86_64-linux-gnu'
exec '$folder/root/usr/bin/rustc' "\$@"
END
chmod +x "$folder/rustc"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$(dirname "$0")/requirements.txt"
cat >"$folder/environment" <<END
export RUSTC='$folder/rustc' CARGO_ZIGBUILD_CACHE_DIR='$folder/zig' ZIG_GLOBAL_CACHE_DIR='$folder/zig'
export PATH='$folder/venv/bin':"\$PATH"
END
"$folder/rustc" --version
