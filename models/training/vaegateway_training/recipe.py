"""A training run described by a TOML file: the architecture and the schedule."""

import tomllib
from dataclasses import dataclass, field, fields

from .model import Architecture


@dataclass
class Schedule:
    """What every training has: ``steps`` of ``batch`` crops of ``crop`` pixels a side. From the share ``hold_from`` of it on the decoder's
    weights are held to the grids of coarseness.py. ``similarity_weight`` is the squared error that a dissimilarity of 1 counts as."""

    steps: int = 40000
    batch: int = 16
    crop: int = 128
    learning_rate: float = 1e-3
    final_learning_rate: float = 1e-5
    warmup_steps: int = 200
    gradient_clip: float = 1.0
    ema: float = 0.999
    hold_from: float = 0.7
    lambda_weight: float = -0.35
    similarity_weight: float = 0.0
    seed: int = 1


@dataclass
class Recipe(Schedule):
    """The training of a model. It ends after ``steps`` or ``minutes`` of computing, whichever comes first; ``late_from``, ``symbols_from``
    and ``polish_from`` are shares of it: larger crops from the first on, the loss of the symbols as they are coded from the second, and
    from the third on the scales and the synthesis alone, at ``polish_learning_rate`` falling anew.
    ``mean_coarseness`` and ``synthesis_coarseness`` say how coarse the grids are for the two networks; with ``hold_from`` 0 they are
    those of the model that the run starts from, if it has any.
    ``dead_zone`` is the strength of the quantizer's dead zone in those symbols, see entropy.dead_zone."""

    minutes: float = float("inf")
    late_crop: int = 128
    late_batch: int = 16
    late_from: float = 0.8
    symbols_from: float = 0.8
    polish_from: float = 1.0
    polish_learning_rate: float = 5e-4
    mean_coarseness: float = 0.1
    synthesis_coarseness: float = 0.015
    dead_zone: float = 0.5
    architecture: Architecture = field(default_factory=Architecture)

    @staticmethod
    def load(path) -> "Recipe":
        raw = _read(path)
        architecture = Architecture(**_known(Architecture, raw.pop("architecture", {}), path))
        return Recipe(architecture=architecture, **_known(Recipe, raw, path))


@dataclass
class LightRecipe(Schedule):
    """The training of a light decoder: ``width`` and ``blocks`` of its refinement; ``samples``: crops encoded before it starts;
    ``distill_until``: the share of it in which the full decoder's pictures are the target, the originals from there on;
    ``coarseness`` of its grids."""

    width: int = 96
    blocks: int = 3
    samples: int = 6000
    distill_until: float = 0.7
    coarseness: float = 0.003

    @staticmethod
    def load(path) -> "LightRecipe":
        return LightRecipe(**_known(LightRecipe, _read(path), path))


def _read(path) -> dict:
    with open(path, "rb") as file:
        return tomllib.load(file)


def _known(kind, values, path):
    names = {f.name for f in fields(kind)}
    unknown = sorted(set(values) - names)
    if unknown:
        raise SystemExit(f"{path}: unknown setting {', '.join(unknown)}; {kind.__name__} knows {', '.join(sorted(names))}")
    return values
