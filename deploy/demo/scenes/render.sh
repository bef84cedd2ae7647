#!/bin/sh
# Re-renders the sample pictures: POV-Ray 3.7 to a PNG, then libvips for the file the site serves.
# Needs povray, povray-includes and libvips-tools.   sh render.sh [scene ...]
# THREADS (default 1) sets POV-Ray's worker threads.
# JPEG is written by libvips: q92 4:4:4 or q90 4:2:0, as listed below.
set -eu
cd "$(dirname "$0")"
out=../site/images
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
mkdir -p "$out"

picture() { # scene width height kind antialias
  case " $want " in *" all "* | *" $1 "*) ;; *) return 0 ;; esac
  echo "$1 $2x$3"
  povray "+I$1.pov" "+O$tmp/$1.png" "+W$2" "+H$3" "+WT${THREADS:-1}" $5 -D -V +FN8 >"$tmp/log" 2>&1 \
    || { tail -25 "$tmp/log"; exit 1; }
  case $4 in
    444) vips copy "$tmp/$1.png" "$out/$1.jpg[Q=92,subsample_mode=off,optimize_coding,strip]" ;;
    420) vips copy "$tmp/$1.png" "$out/$1.jpg[Q=90,subsample_mode=on,optimize_coding,strip]" ;;
    png) vips copy "$tmp/$1.png" "$out/$1.png[compression=9,filter=all,strip]" ;;
  esac
}

want=${*:-all}
aa="+A0.12 +AM2 +R2"  # scenes with depth of field sample enough by themselves: +A0.3
picture dunes 1200 800 420 "$aa"
picture lake 960 640 420 "$aa"
picture shore 960 640 420 "$aa"
picture city 960 600 444 "$aa"
picture street 640 800 420 "+A0.2 +AM2 +R2"
picture leaf 640 800 420 "-A"
picture stilllife 800 600 444 "-A"
picture pebbles 767 511 444 "-A"
picture forest 576 384 png "$aa"
picture books 540 405 png "-A"
case " $want " in *" all "* | *" testcard "*)
  vips copy testcard.svg "$tmp/testcard.png"
  vips extract_band "$tmp/testcard.png" "$out/testcard.png[compression=9,filter=all,strip]" 0 --n 3 ;;
esac
