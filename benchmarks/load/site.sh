# The site that is served: pictures as JPEG quality 80, a page and a style sheet.

# make_site FOLDER: writes the site, the pictures' paths to $work/paths, and links to the files that they were made of.
make_site() {
  local file number=0 name
  mkdir -p "$work/site" "$work/sources"
  while IFS= read -r file; do
    name=$(printf '%03d.jpg' $((number + 1)))
    if vips copy "$file" "$work/site/$name[Q=80,strip]" 2>/dev/null; then
      echo "/$name" >>"$work/paths"
      ln -s "$(realpath "$file")" "$work/sources/"
      ((number += 1))
    else
      say "left out: $file is no picture that vips can read"
    fi
  done < <(find -L "$1" -maxdepth 1 -type f | grep -iE '\.(jpe?g|png|webp|avif|tiff?)$' | sort | head -n "$MAX_PICTURES")
  ((number > 0)) || fail "no picture in $1; name a folder with .jpg, .png, .webp, .avif or .tif files"

  awk 'BEGIN {
    while (length(css) < 10000) css = css sprintf(".card-%03d { margin: %dpx; color: #%06x }\n", ++i, i % 32, i * 41234)
    printf "%s", substr(css, 1, 10000)
  }' >"$work/site/site.css"
  sed 's|.*|<img src="&" alt="">|' "$work/paths" | cat <(echo '<!doctype html><link rel="stylesheet" href="/site.css">') - >"$work/site/index.html"
  echo /site.css >"$work/css-paths"
  pictures=$number
  picture_bytes=$(cat "$work"/site/*.jpg | wc -c)
}
