#!/bin/sh
# The crisis switch for when Python is dead too: makes a version live that lies ready in var/crisis/ready.
#
#   deploy/crisis-switch.sh            what is live, and what lies ready
#   deploy/crisis-switch.sh KEY        switch on: drinking-water, power-failure ...
#   deploy/crisis-switch.sh off        switch off
#
# nginx shows it from the next request on, and so does the application where it runs. When Python is there again,
# `manage.py crisis watch` enters into the record what was done here. Run it as the user that the application runs as:
#   sudo -u torget /srv/torget/deploy/crisis-switch.sh KEY
# Needs nothing but a shell, ln, mv -T (GNU or busybox) and sync. Several nodes: run it on each.
set -eu
umask 027

if [ -z "${TORGET_VAR:-}" ] && [ -r /etc/torget/production.env ]; then
    TORGET_VAR=$(sed -n 's/^TORGET_VAR=//p' /etc/torget/production.env | tail -n 1)
fi
folder=${TORGET_VAR:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)/var}/crisis

list() {
    for manifest in "$folder"/ready/*/manifest.json; do
        if [ -r "$manifest" ]; then
            name=${manifest%/manifest.json}
            echo "  ${name##*/}"
        fi
    done
}

show() {
    if [ -L "$folder/live" ]; then
        echo "Live now: $(readlink "$folder/live")"
    else
        echo "Live now: nothing has ever been switched"
    fi
    echo "Ready to be switched to (in $folder/ready):"
    list
}

if [ $# -ne 1 ]; then
    show
    if [ $# -eq 0 ]; then exit 0; fi
    echo "Usage: $0 [KEY|off]" >&2
    exit 2
fi
case $1 in
    -h | --help)
        sed -n '2,/^set/{/^set/!s/^# \{0,1\}//p;}' "$0"
        exit 0
        ;;
    '' | *[!a-z0-9-]* | -*)
        echo "Not a key: $1. Nothing was changed." >&2
        show >&2
        exit 2
        ;;
esac
if [ ! -r "$folder/ready/$1/manifest.json" ]; then
    echo "There is no ready-made version \"$1\". Nothing was changed." >&2
    show >&2
    exit 1
fi

# Not between the application's look at what is live and its own switch; where nothing can be locked, at once.
if command -v flock >/dev/null 2>&1 && (: >>"$folder/.lock") 2>/dev/null; then
    exec 9>>"$folder/.lock"
    flock -w 3 9 || true
fi

fresh=$folder/.live.new-$$-file
rm -f "$fresh"
trap 'rm -f "$fresh"' EXIT
if ! ln -s "ready/$1" "$fresh" || ! mv -T "$fresh" "$folder/live"; then
    echo "The folder $folder cannot be written (disk full, read-only, other user?). Nothing was changed." >&2
    exit 1
fi
trap - EXIT
sync || true
# For the log of events: who and when. The switch itself does not depend on it.
echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $1 ${SUDO_USER:-$(id -un)}" >>"$folder/file-switch.log" 2>/dev/null || true
echo "Live now: ready/$1"
