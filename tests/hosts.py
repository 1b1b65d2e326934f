"""A host on this machine whose pages are functions of the request."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


@contextmanager
def serving(pages, ip="127.0.0.1"):
    """Serve `pages`: path -> function(handler), at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        asked: ClassVar[list] = []

        def do_GET(self):
            self.asked.append((self.path, dict(self.headers)))
            page = pages.get(self.path.partition("?")[0])
            try:
                if page is None:
                    self.send_error(404)
                else:
                    page(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_):
            pass

        def answer(self, body=b"", status=200, **headers):
            self.send_response(status)
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            for name, value in {"Content-Length": len(body), "Content-Type": "text/html", **given}.items():
                if value is not None:
                    self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer((ip, 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://{ip}:{server.server_port}", Handler.asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
