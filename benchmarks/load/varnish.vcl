vcl 4.1;

backend origin {
  .host = "127.0.0.1";
  .port = "@ORIGIN@";
}

sub vcl_deliver {
  set resp.http.Cache-Status = "varnish; fwd=miss";
  if (obj.hits > 0) {
    set resp.http.Cache-Status = "varnish; hit";
  }
}
