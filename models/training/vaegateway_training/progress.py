"""A progress bar on standard error; plain lines where that is not a terminal."""

import sys
import time


class Progress:
    """Shares are of the whole work, 0 to 1; ``start`` is what was done before."""

    WIDTH = 30

    def __init__(self, start: float = 0.0):
        self.start = start
        self.began = time.monotonic()
        self.terminal = sys.stderr.isatty()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.terminal:
            sys.stderr.write("\n")

    def show(self, share: float, text: str):
        elapsed = time.monotonic() - self.began
        left = elapsed * (1 - share) / (share - self.start) if share > self.start else 0.0
        filled = int(self.WIDTH * share)
        bar = "#" * filled + "." * (self.WIDTH - filled)
        line = f"[{bar}] {share:5.1%}  {left / 60:.0f} min left  {text}"
        sys.stderr.write(f"\r{line}\033[K" if self.terminal else line + "\n")
        sys.stderr.flush()
