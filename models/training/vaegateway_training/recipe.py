"""A training run described by a TOML file: the architecture and the schedule."""

import tomllib
from dataclasses import dataclass, field, fields

from .model import Architecture


@dataclass
class Recipe:
    """Fields with their units. The schedule ends after ``steps`` or ``minutes`` of computing, whichever comes first; ``late_from`` and
    ``freeze_from`` are shares of it: larger crops from the one on, a frozen analysis and hard rounding from the other.
    From the share ``hold_from`` on the decoder's weights are held to the grids of coarseness.py; ``mean_coarseness`` and
    ``synthesis_coarseness`` say how coarse these are for the two networks.
    ``similarity_weight`` is the squared error that a dissimilarity of 1 counts as.
    ``dead_zone`` is the strength of the quantizer's dead zone in hard rounding, see entropy.dead_zone."""

    steps: int = 40000
    minutes: float = float("inf")
    batch: int = 16
    crop: int = 128
    late_crop: int = 128
    late_batch: int = 16
    learning_rate: float = 1e-3
    final_learning_rate: float = 1e-5
    warmup_steps: int = 200
    gradient_clip: float = 1.0
    ema: float = 0.999
    late_from: float = 0.8
    freeze_from: float = 0.8
    hold_from: float = 0.7
    mean_coarseness: float = 0.1
    synthesis_coarseness: float = 0.015
    lambda_weight: float = -0.35
    similarity_weight: float = 0.0
    dead_zone: float = 0.5
    seed: int = 1
    architecture: Architecture = field(default_factory=Architecture)

    @staticmethod
    def load(path) -> "Recipe":
        with open(path, "rb") as file:
            raw = tomllib.load(file)
        architecture = Architecture(**_known(Architecture, raw.pop("architecture", {}), path))
        return Recipe(architecture=architecture, **_known(Recipe, raw, path))


@dataclass
class LightRecipe:
    """The training of a light decoder: ``width`` and ``blocks`` of its refinement; ``samples``: crops encoded before it starts. From the
    share ``hold_from`` of ``steps`` on its weights are held to grids as coarse as ``coarseness`` says. The rest as in Recipe."""

    width: int = 96
    blocks: int = 3
    steps: int = 9000
    batch: int = 16
    crop: int = 128
    samples: int = 6000
    learning_rate: float = 2e-3
    final_learning_rate: float = 1e-5
    warmup_steps: int = 200
    gradient_clip: float = 1.0
    ema: float = 0.998
    hold_from: float = 0.7
    coarseness: float = 0.003
    lambda_weight: float = -0.42
    similarity_weight: float = 0.0
    seed: int = 1

    @staticmethod
    def load(path) -> "LightRecipe":
        with open(path, "rb") as file:
            return LightRecipe(**_known(LightRecipe, tomllib.load(file), path))


def _known(kind, values, path):
    names = {f.name for f in fields(kind)}
    unknown = sorted(set(values) - names)
    if unknown:
        raise SystemExit(f"{path}: unknown setting {', '.join(unknown)}; {kind.__name__} knows {', '.join(sorted(names))}")
    return values
