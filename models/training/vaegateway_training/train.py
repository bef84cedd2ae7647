"""Trains a model: python3 -m vaegateway_training.train --recipe recipes/cpu.toml --images DIR --out runs/latest

Writes checkpoint.pt (resumed when it exists), log.csv and, where matplotlib is installed, loss.png into --out.
Stop it with Ctrl-C or SIGTERM at any time; the same command goes on from the last checkpoint.
"""

import argparse
import csv
import math
import os
import signal
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from . import coarseness, entropy
from .data import Crops, find_images, load_image
from .decoder_file import float_layers
from .klt import block_klt
from .model import Architecture, Autoencoder
from .optimizer import Soap
from .precision import has_fast_bfloat16
from .progress import Progress
from .quality import LAMBDA_MAX, LAMBDA_MIN, LEVELS, rate_distortion_lambda
from .recipe import Recipe, Schedule
from .restore import restore
from .similarity import dissimilarity

LOG_EVERY = 50
AVERAGE_EVERY = 8
PROBED_PICTURES = 48
"""Enough to see what each weight does."""


@dataclass
class Loss:
    """Means over a batch: the loss, bits per pixel, squared error and dissimilarity (1 - MS-SSIM, about)."""

    total: torch.Tensor
    rate: torch.Tensor
    squared_error: torch.Tensor
    dissimilarity: torch.Tensor

    def means(self):
        return torch.stack((self.total, self.rate, self.squared_error, self.dissimilarity)).detach()


def loss_of(output, image, quality, recipe: Recipe) -> Loss:
    """The negative ELBO per pixel, each sample weighted by lambda^lambda_weight so that no end of the scale starves."""
    pixels = image.shape[2] * image.shape[3]
    rate = (output.latent_bits + output.hyper_bits) / pixels
    squared_error = (output.image - image).square().mean(dim=(1, 2, 3))
    dissimilar = dissimilarity(output.image, image)
    trade_off = rate_distortion_lambda(quality)
    total = rate + trade_off * (squared_error + recipe.similarity_weight * dissimilar)
    return Loss((trade_off ** recipe.lambda_weight * total).mean(), rate.mean(), squared_error.mean(), dissimilar.mean())


def learning_rate_at(step: int, share: float, recipe: Schedule) -> float:
    """Linear warm-up, then a cosine over the share of the schedule that has passed."""
    warm = min(1.0, (step + 1) / max(1, recipe.warmup_steps))
    cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, share)))
    return warm * (recipe.final_learning_rate + (recipe.learning_rate - recipe.final_learning_rate) * cosine)


def compute_seconds(device) -> float:
    """A clock for the recipe's minutes: on a CPU that of the processors' own time, so that a run that shares its machine or is
    paused does not hurry through its schedule."""
    return time.monotonic() if torch.device(device).type == "cuda" else time.process_time() / torch.get_num_threads()


class Training:
    """One run: the model, its running average, the optimiser and where it stands."""

    columns = ("loss", "bits_per_pixel", "mse", "dissimilarity")

    def __init__(self, recipe: Recipe, images, out: Path, device: str, start: Path = None):
        self.recipe, self.out, self.device, self.log = recipe, out, device, out / "log.csv"
        self.crops = Crops([image.to(device) for image in images], recipe.seed)
        self.step, self.seconds, self.is_averaged = 0, 0.0, False
        checkpoint = out / "checkpoint.pt"
        saved = torch.load(checkpoint, map_location="cpu") if checkpoint.exists() else None
        known = saved or (starting_point(start, images, recipe.architecture.latent) if start else None)
        saved = saved if saved and "optimizer" in saved else None  # a restored run has none: a new one starts from it
        basis, sigma = (known["basis"], known["sigma"]) if known else block_klt(images, recipe.architecture.latent)
        self.basis, self.sigma = basis, sigma
        self.model = Autoencoder(recipe.architecture, basis, sigma).to(device, memory_format=torch.channels_last)
        if known and not saved:
            grow_from(self.model, known)
        self.average = {k: v.detach().clone().float() for k, v in self.model.state_dict().items()}
        self.dead_zone = entropy.dead_zone(recipe.dead_zone).to(device)
        self.optimizer = Soap(self.model.parameters())
        self.grids = None
        if saved:
            self._restore(saved)
        elif known and recipe.hold_from == 0 and self._fit(known.get("grids")):
            self._hold(known["grids"])

    def _restore(self, saved):
        self.model.load_state_dict(saved["model"])
        self.average = {k: v.to(self.device) for k, v in saved["average"].items()}
        self.optimizer.load_state_dict(saved["optimizer"])
        self.step, self.seconds = saved["step"], saved["seconds"]
        self.is_averaged = saved.get("is_averaged", False)
        if saved.get("grids"):
            self._hold(saved["grids"])
        self.crops = Crops(self.crops.images, self.recipe.seed + self.step)

    def save(self):
        state = {"model": self.model.state_dict(), "average": self.average, "optimizer": self.optimizer.state_dict(),
                 "step": self.step, "seconds": self.seconds, "grids": self.grids, "is_averaged": self.is_averaged,
                 "basis": self.basis, "sigma": self.sigma, "lambda": (LAMBDA_MIN, LAMBDA_MAX),
                 "architecture": asdict(self.recipe.architecture), "recipe": asdict(self.recipe)}
        save_whole(state, self.out / "checkpoint.pt")

    @property
    def share(self) -> float:
        """How much of the schedule has passed, 0 to 1."""
        return max(self.step / self.recipe.steps, self.seconds / (60 * self.recipe.minutes))

    @property
    def learning_rate(self) -> float:
        recipe = self.recipe
        if not self.polishing:
            return learning_rate_at(self.step, self.share / recipe.polish_from, recipe)
        share = (self.share - recipe.polish_from) / (1 - recipe.polish_from)
        return learning_rate_at(self.step, share, replace(recipe, learning_rate=recipe.polish_learning_rate))

    @property
    def on_symbols(self) -> bool:
        """Whether the loss is that of the symbols as they are coded, dead zone and all."""
        return self.share >= self.recipe.symbols_from or self.polishing

    @property
    def polishing(self) -> bool:
        """Whether all but scales and synthesis stand still, so that these see the very symbols that the finished model codes."""
        return self.share >= self.recipe.polish_from

    def advance(self):
        recipe, began = self.recipe, compute_seconds(self.device)
        if self.share >= recipe.hold_from and not self.grids:
            self._hold(self._coarsened())
        if self.polishing and not self.is_averaged:
            self._take_average()
        late = self.share >= recipe.late_from
        count, size = (recipe.late_batch, recipe.late_crop) if late else (recipe.batch, recipe.crop)
        image = self.crops.batch(count, size).contiguous(memory_format=torch.channels_last)
        quality = (torch.arange(count) + torch.rand(count)).to(self.device) * ((LEVELS - 1) / count)
        self._freeze()
        with torch.autocast(torch.device(self.device).type, dtype=torch.bfloat16, enabled=has_fast_bfloat16(self.device)):
            output = self.model(image, quality, noise=not self.polishing, dead_zone=self.dead_zone if self.on_symbols else None)
        loss = loss_of(output, image, quality, recipe)
        self.optimizer.zero_grad()
        loss.total.backward()
        self.optimizer.clip_gradient(recipe.gradient_clip)
        self.optimizer.step(self.learning_rate)
        self.step += 1
        follow(self.average, self.model, self.step, recipe)
        self.seconds += compute_seconds(self.device) - began
        return loss.means()

    def _coarsened(self) -> dict:
        shares = {"mean": self.recipe.mean_coarseness, "synthesis": self.recipe.synthesis_coarseness}
        few = self.crops.images[::max(1, len(self.crops.images) // PROBED_PICTURES)]
        return coarseness.coarsen(self.model, few, self.recipe.dead_zone, shares)

    def _fit(self, grids: dict) -> bool:
        """Whether there are grids, for the very layers of this model."""
        return bool(grids) and grids.keys() == dict(float_layers(self.model)).keys()

    def _hold(self, grids: dict):
        self.grids = grids
        coarseness.hold(dict(float_layers(self.model)), grids)

    def _take_average(self):
        """The average is what is released, so its symbols are the ones to polish for."""
        self.model.load_state_dict(self.average)
        self.is_averaged = True

    def _freeze(self):
        model = self.model.requires_grad_(not self.polishing)
        for part in (model.scale, model.hyper_scale, model.synthesis, model.log_inverse_gain):
            part.requires_grad_(True)


@torch.no_grad()
def follow(average: dict, model, step: int, recipe: Schedule):
    """Moves the running average of a model's weights every few steps; it follows faster at first."""
    if step % AVERAGE_EVERY == 0:
        decay = min(recipe.ema ** AVERAGE_EVERY, (1 + step) / (10 + step))
        for name, value in model.state_dict().items():
            average[name].lerp_(value.float(), 1 - decay)


def save_whole(state: dict, path: Path):
    """A run that is cut short leaves the old file or the new one."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def starting_point(start: Path, images, latent: int) -> dict:
    """What a run starts from: an earlier checkpoint, or an exported model folder."""
    return restore(start, *block_klt(images, latent)) if start.is_dir() else torch.load(start, map_location="cpu")


def grow_from(model: Autoencoder, saved: dict):
    """Takes over the averaged weights of an earlier model of the same or of a smaller architecture, whose function it keeps."""
    weights = saved["average"]
    unknown = sorted(set(weights) - set(model.state_dict()))
    if unknown:
        raise SystemExit(f"the starting checkpoint has weights that this architecture lacks: {', '.join(unknown[:3])} …")
    model.silence_blocks(beyond=weights)
    overlap = "synthesis.overlap.weight"
    if overlap in weights:  # an earlier model may hold more channels; the strongest come first
        weights[overlap] = weights[overlap][:, :model.synthesis.overlap.weight.shape[1]]
    model.load_state_dict(weights, strict=False)
    model.respan(saved["lambda"])


def averaged_model(checkpoint) -> Autoencoder:
    """The running average of a checkpoint, ready for evaluation or export; held weights are settled."""
    saved = torch.load(checkpoint, map_location="cpu")
    model = Autoencoder(Architecture(**saved["architecture"]), saved["basis"], saved["sigma"])
    grow_from(model, saved)
    if saved.get("grids"):
        layers = dict(float_layers(model))
        coarseness.hold(layers, saved["grids"])
        coarseness.settle(layers)
    return model.eval()


def run(training, checkpoint_seconds: float):
    """Runs a training to its end, or until a signal; each value of ``training.columns`` that a step returns goes to its log."""
    stop = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.append(True))
    is_new = not training.log.exists()
    saved_at, sums, summed_from = time.monotonic(), torch.zeros(len(training.columns)), training.step
    with open(training.log, "a", newline="") as file, Progress(training.share) as progress:
        rows = csv.writer(file)
        if is_new:
            rows.writerow(["step", "seconds", *training.columns, "learning_rate"])
        while training.share < 1 and not stop:
            values = training.advance()
            sums = values + sums.to(values.device)
            if training.step % LOG_EVERY == 0:
                mean = [s / (training.step - summed_from) for s in finite(sums, training.step)]
                sums, summed_from = torch.zeros_like(sums), training.step
                rows.writerow([training.step, f"{training.seconds:.1f}", *(f"{m:.5f}" for m in mean), f"{training.learning_rate:.2e}"])
                file.flush()
                progress.show(training.share, "  ".join([f"step {training.step}", *(f"{c} {m:.4g}" for c, m in zip(training.columns, mean))]))
            if time.monotonic() - saved_at > checkpoint_seconds:
                finite(sums, training.step)
                training.save()
                saved_at = time.monotonic()
    finite(sums, training.step)
    training.save()


def finite(sums: torch.Tensor, step: int) -> list:
    """The sums as numbers. Asked for now and then only, as a GPU has to be waited for; always before a checkpoint is written."""
    numbers = sums.tolist()
    if not all(map(math.isfinite, numbers)):
        raise SystemExit(f"by step {step} the loss has become {numbers[0]}; lower learning_rate and resume from the last checkpoint")
    return numbers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipe", required=True, help="TOML file of settings, see recipes/")
    parser.add_argument("--images", required=True, help="folder of training photographs, searched recursively")
    parser.add_argument("--out", required=True, type=Path, help="folder for the checkpoint, the log and the plot")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run, or a model folder, whose weights a new run starts from")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="CPU threads (default: all cores)")
    parser.add_argument("--checkpoint-minutes", type=float, default=4)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.backends.cudnn.benchmark = True
    arguments.out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe.load(arguments.recipe)
    torch.manual_seed(recipe.seed)
    paths = find_images(arguments.images)
    print(f"reading {len(paths)} images", flush=True)
    training = Training(recipe, [load_image(p) for p in paths], arguments.out, arguments.device, arguments.start)
    print(f"starting at step {training.step} on {arguments.device}", flush=True)
    run(training, arguments.checkpoint_minutes * 60)
    from .plot import plot_log
    plot_log(arguments.out)


if __name__ == "__main__":
    main()
