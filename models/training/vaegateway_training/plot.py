"""Draws the loss of a run over its steps."""

import csv
import sys
from pathlib import Path


def plot_log(out: Path):
    try:
        import matplotlib
    except ImportError:
        print("no loss.png: install matplotlib (Debian: python3-matplotlib)", file=sys.stderr)
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot
    with open(out / "log.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    steps = [int(r["step"]) for r in rows]
    figure, axes = pyplot.subplots(figsize=(9, 5))
    axes.plot(steps, _smoothed([float(r["loss"]) for r in rows]), linewidth=1)
    axes.set(xlabel="step", ylabel="loss (weighted rate + lambda * distortion)", yscale="log")
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(out / "loss.png", dpi=110)


def _smoothed(values):
    span = 1 + len(values) // 30
    return [sum(values[max(0, i - span + 1):i + 1]) / min(i + 1, span) for i in range(len(values))]


if __name__ == "__main__":
    plot_log(Path(sys.argv[1]))
