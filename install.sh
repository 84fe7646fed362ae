#!/bin/sh
# Installs Wassette for the current user from an archive, after checking its digest; puts another version in its place; or
# removes it. Nothing is changed before the new version has run once, and nothing outside the prefix but what --purge says.
set -eu

# Where releases are, as GitHub lays them out; filled in when a release is made.
releases=@RELEASES@

usage() {
    cat << 'END'
Usage: install.sh [OPTIONS]

Installs Wassette for the current user.

  --from <FOLDER|URL>   Where the archives and their SHA256SUMS are
  --version <VERSION>   Which version (default: the only one there, or the latest release)
  --variant <VARIANT>   with-java: brings its Java (default, where there is one for this platform)
                        plain: needs a Java 25
                        pure: needs a Java 25, has no native code
  --prefix <FOLDER>     Where to install (default: ~/.local)
  --uninstall           Remove the program; components, policies, secrets and settings stay
  --purge               With --uninstall: remove those too
  -h, --help            Print help
END
}

say() {
    printf '%s\n' "$*"
}

fail() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

has() {
    command -v "$1" > /dev/null 2>&1
}

# Sets `platform`, to nothing where there are no native libraries for this one.
find_platform() {
    case $(uname -m) in
        x86_64 | amd64) cpu=x86_64 ;;
        aarch64 | arm64) cpu=aarch64 ;;
        *) cpu= ;;
    esac
    case $(uname -s) in
        Linux) system=linux ;;
        Darwin) system=macos ;;
        *) system= ;;
    esac
    platform=${cpu:+${system:+$system-$cpu}}
    # The native libraries are made for the C library of GNU.
    if [ "$system" = linux ] && [ ! -e /lib64/ld-linux-x86-64.so.2 ] && [ ! -e /lib/ld-linux-aarch64.so.1 ]; then
        platform=
    fi
}

# fetch NAME FILE: takes a file from where the archives are.
fetch() {
    case $from in
        http://* | https://*)
            if has curl; then
                curl --fail --silent --show-error --location --proto '=https,http' --output "$2" "$from/$1" || return 1
            elif has wget; then
                wget -q -O "$2" "$from/$1" || return 1
            else
                fail "curl or wget is needed to download."
            fi
            ;;
        *) [ -f "$from/$1" ] && cp "$from/$1" "$2" ;;
    esac
}

digest() {
    if has sha256sum; then
        sha256sum "$1"
    elif has shasum; then
        shasum -a 256 "$1"
    elif has openssl; then
        openssl dgst -sha256 -r "$1"
    else
        fail "sha256sum, shasum or openssl is needed to check what was downloaded."
    fi | cut -d ' ' -f 1
}

# Prints the lines of the archives of that kind: `plain`, `with-java` or `pure`. A file's name begins with its version.
offered() {
    case $1 in
        pure) ending=-pure ;;
        plain) [ -n "$platform" ] || return 0 && ending=-$platform ;;
        *) [ -n "$platform" ] || return 0 && ending=-$platform-$1 ;;
    esac
    sed -n "s/^\([0-9a-f]\{64\}\) [ *]wassette-\([0-9][0-9A-Za-z.+-]*\)$ending\.tar\.gz\$/\1 \2 wassette-\2$ending/p" "$new/SHA256SUMS" |
        while read -r sum its_version name; do
            if [ -z "$version" ] || [ "$its_version" = "$version" ]; then
                say "$sum" "$its_version" "$name"
            fi
        done
}

# Sets `sum`, `version` and `name` of the archive to install.
choose() {
    case $variant in
        '') kinds='with-java plain pure' ;;
        *) kinds=$variant ;;
    esac
    for kind in $kinds; do
        found=$(offered "$kind")
        [ -z "$found" ] || break
    done
    [ -n "$found" ] || fail "there is no ${variant:-archive}${version:+ of version $version} for ${platform:-this platform} in $from."
    if [ "$(say "$found" | wc -l)" -gt 1 ]; then
        fail "there are several versions in $from; choose one with --version:" \
            "$(say "$found" | while read -r sum version name; do printf '%s ' "$version"; done)"
    fi
    read -r sum version name << END
$found
END
}

# Unpacks the archive into the folder of this run, and refuses what is not what was published or does not run.
unpack() {
    say "Fetching $name from $from"
    fetch "$name.tar.gz" "$new/archive" || fail "cannot fetch $name.tar.gz from $from."
    [ "$(digest "$new/archive")" = "$sum" ] ||
        fail "$name.tar.gz is not what SHA256SUMS says: its digest differs. Nothing was changed."
    # Names that lead out of the archive's own folder are refused.
    if tar -tzf "$new/archive" | grep -v "^$name/" | grep -q . || tar -tzf "$new/archive" | grep -q '\.\./'; then
        fail "$name.tar.gz holds files outside its folder. Nothing was changed."
    fi
    tar -xzf "$new/archive" -C "$new" || fail "cannot unpack $name.tar.gz. Nothing was changed."
    said=$(WASSETTE_START_CACHE=off "$new/$name/bin/wassette" --version) ||
        fail "$name does not run here (see above). Nothing was changed."
    case $said in
        "wassette $version "*) ;;
        *) fail "$name says it is '$said'. Nothing was changed." ;;
    esac
}

# link TARGET PLACE: in one step, so that there is always the old one or the new one.
link() {
    mkdir -p "${2%/*}"
    [ ! -d "$2" ] || [ -L "$2" ] || fail "$2 is a folder."
    rm -f "$2.new-$$"
    ln -s "$1" "$2.new-$$"
    mv -f "$2.new-$$" "$2"
}

links='bin/wassette share/man/man1/wassette.1 share/bash-completion/completions/wassette
    share/zsh/site-functions/_wassette share/fish/vendor_completions.d/wassette.fish'

# Prints the folder of the version that is used now, if any.
used() {
    ! target=$(readlink "$prefix/bin/wassette" 2> /dev/null) || case $target in
        "$home"/*/bin/wassette) say "${target%/bin/wassette}" ;;
    esac
}

install() {
    case $from in
        '')
            case $releases in
                @*) fail "say with --from where the archives are: a folder or a URL." ;;
            esac
            from=$releases/latest/download
            [ -z "$version" ] || from=$releases/download/v$version
            ;;
        http://* | https://*) from=${from%/} ;;
        *) from=$(CDPATH='' cd -- "$from" 2> /dev/null && pwd) || fail "there is no folder $from." ;;
    esac
    has tar || fail "tar is needed."
    find_platform
    mkdir -p "$home" || fail "cannot write to $home."
    # What a run that was killed has left.
    for left in "$home"/.new-*; do
        [ ! -d "$left" ] || kill -0 "${left##*-}" 2> /dev/null || rm -rf "$left"
    done
    new=$home/.new-$$
    mkdir "$new"
    trap 'rm -rf "$new"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    fetch SHA256SUMS "$new/SHA256SUMS" || fail "there is no SHA256SUMS in $from."
    choose
    [ ! -e "$prefix/bin/wassette" ] || [ -n "$(used)" ] ||
        fail "$prefix/bin/wassette is not of this installer; remove it first, or choose another --prefix."
    unpack
    before=$(used)
    # Its digest is in its name, so what runs from here is never written over.
    place=$home/$name-$(printf '%.12s' "$sum")
    if [ "$place" != "$before" ] || ! WASSETTE_START_CACHE=off "$place/bin/wassette" --version > /dev/null 2>&1; then
        rm -rf "$place"
        mv "$new/$name" "$place"
    fi
    WASSETTE_START_CACHE="make" "$place/bin/wassette" || :
    for each in $links; do
        link "$place/$each" "$prefix/$each"
    done
    # The version before may still be running.
    for old in "$home"/wassette-*; do
        [ "$old" = "$place" ] || [ "$old" = "$before" ] || rm -rf "$old"
    done
    say "Installed wassette $version ($place)"
    case :$PATH: in
        *":$prefix/bin:"*) say "Next: wassette --help" ;;
        *) say "$prefix/bin is not on your PATH; add this to your shell's profile: export PATH=\"$prefix/bin:\$PATH\"" ;;
    esac
}

uninstall() {
    [ -d "$home" ] || say "Wassette is not installed in $prefix."
    for each in $links; do
        case $(readlink "$prefix/$each" 2> /dev/null) in
            "$home"/*) rm -f "$prefix/$each" ;;
        esac
    done
    rm -rf "$home"/wassette-* "$home"/.new-*
    [ ! -d "$home" ] || rmdir "$home" || :
    for kept in "${XDG_DATA_HOME:-$HOME/.local/share}" "${XDG_CONFIG_HOME:-$HOME/.config}" "${XDG_STATE_HOME:-$HOME/.local/state}" \
        "${XDG_CACHE_HOME:-$HOME/.cache}"; do
        if [ -d "$kept/wassette" ]; then
            if [ -n "$purge" ]; then
                rm -rf "$kept/wassette"
                say "Removed $kept/wassette"
            else
                say "Kept $kept/wassette (--uninstall --purge removes it)"
            fi
        fi
    done
    say "Uninstalled."
}

from=
version=
variant=
prefix=
remove=
purge=
while [ $# -gt 0 ]; do
    case $1 in
        --from | --version | --variant | --prefix)
            [ -n "${2:-}" ] || fail "$1 needs a value."
            case $1 in
                --from) from=$2 ;;
                --version) version=${2#v} ;;
                --variant) variant=$2 ;;
                --prefix) prefix=$2 ;;
            esac
            shift
            ;;
        --uninstall) remove=yes ;;
        --purge) purge=yes ;;
        -h | --help)
            usage
            exit 0
            ;;
        *) fail "there is no option $1; see --help." ;;
    esac
    shift
done
case $variant in
    '' | with-java | plain | pure) ;;
    *) fail "--variant is with-java, plain or pure." ;;
esac
[ -n "${HOME:-}" ] || fail "HOME is not set."
prefix=${prefix:-$HOME/.local}
case $prefix in
    /*) ;;
    *) prefix=$PWD/$prefix ;;
esac
home=$prefix/lib/wassette
if [ -n "$remove" ]; then
    uninstall
else
    [ -z "$purge" ] || fail "--purge goes with --uninstall."
    install
fi
