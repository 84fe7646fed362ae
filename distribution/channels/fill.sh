#!/bin/sh
# Fills in the files of the package channels and the installer for one release.
#
#   fill.sh REPOSITORY-URL FOLDER-WITH-SHA256SUMS OUTPUT-FOLDER
set -eu

fail() {
    printf 'fill.sh: %s\n' "$*" >&2
    exit 1
}

[ $# -eq 3 ] || fail "usage: fill.sh REPOSITORY-URL FOLDER-WITH-SHA256SUMS OUTPUT-FOLDER"
repository=${1%/}
sums=$2/SHA256SUMS
output=$3
templates=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
case $repository in
    *[!A-Za-z0-9:/._-]* | '') fail "this is no URL of a repository: $repository" ;;
esac
version=$(sed -n 's/^[0-9a-f]\{64\}  wassette-\(.*\)-pure\.tar\.gz$/\1/p' "$sums")
[ -n "$version" ] || fail "$sums names no wassette-VERSION-pure.tar.gz"

# The digest of an archive, in hexadecimal or as Nix writes it.
hex() {
    sed -n "s/^\([0-9a-f]\{64\}\)  wassette-$version-$1\$/\1/p" "$sums" | grep . || fail "$sums has no wassette-$version-$1"
}

sri() {
    printf 'sha256-'
    # shellcheck disable=SC2059 # the format is the bytes
    printf "$(hex "$1" | awk '{
        for (i = 1; i < length($0); i += 2)
            printf "\\%03o", 16 * (index("123456789abcdef", substr($0, i, 1))) + index("123456789abcdef", substr($0, i + 1, 1))
    }')" | base64
}

# fill TEMPLATE FILE
fill() {
    mkdir -p "$(dirname -- "$2")"
    sed -e "s|@REPOSITORY@|$repository|g" -e "s|@DOWNLOADS@|$repository/releases/download/v$version|g" -e "s|@VERSION@|$version|g" \
        -e "s|^releases=@RELEASES@|releases=$repository/releases|" "$1" > "$2"
    for mark in $(grep -o '@[A-Z0-9]*:[^@]*@' "$2" || :); do
        archive=${mark#@*:}
        archive=${archive%@}
        case $mark in
            @SHA256:*) digest=$(hex "$archive") ;;
            @SRI:*) digest=$(sri "$archive") ;;
            *) fail "$1 has a mark that is not known: $mark" ;;
        esac
        sed "s|$mark|$digest|" "$2" > "$2.filled"
        mv "$2.filled" "$2"
    done
}

manifests=$output/manifests/w/Wassette/Wassette/$version
fill "$templates/wassette.rb" "$output/Formula/wassette.rb"
fill "$templates/flake.nix" "$output/flake.nix"
for manifest in "$templates"/winget/*.yaml; do
    fill "$manifest" "$manifests/${manifest##*/}"
done
fill "$templates/../../install.sh" "$output/install.sh"
chmod +x "$output/install.sh"
