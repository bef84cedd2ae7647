"""The prior: 64 zero-mean Gaussians integrated over unit bins, and the integer tables that code them.

A scale index s in 0..63 stands for sigma(s) = 0.11 * (160 / 0.11)^(s / 63). Rates in training are those of the same
Gaussians under uniform noise, the reparameterised sample of the posterior.
"""

import math

import numpy
import torch

SCALE_LEVELS = 64
SCALE_MIN = 0.11
SCALE_MAX = 160.0
SCALE_STEP = math.log(SCALE_MAX / SCALE_MIN) / (SCALE_LEVELS - 1)
SKIP_BELOW = 0.16
FREQUENCY_BITS = 16
MAX_MAGNITUDE = 254

SKIPPED_LEVELS = 1 + math.floor(math.log(SKIP_BELOW / SCALE_MIN) / SCALE_STEP)
"""Scale indices below this are not coded: the residual there is zero by definition."""


def sigma_of(scale_index: torch.Tensor) -> torch.Tensor:
    return SCALE_MIN * torch.exp(scale_index * SCALE_STEP)


def index_of(sigma: float) -> float:
    return math.log(sigma / SCALE_MIN) / SCALE_STEP


FARTHEST = 800.0
"""Beyond this magnitude float32 cannot hold the tail's probability; its cost goes on in a straight line."""


def bits(value: torch.Tensor, sigma: torch.Tensor) -> torch.Tensor:
    """-log2 P of each value's unit bin; a faint exponential tail stands for the escape code and keeps gradients alive."""
    magnitude = value.abs()
    beyond = (magnitude - FARTHEST).clamp_min(0)
    magnitude = magnitude - beyond
    inverse = math.sqrt(0.5) / sigma
    upper = torch.erf((0.5 - magnitude) * inverse)
    lower = torch.erf((-0.5 - magnitude) * inverse)
    tail = 2.0 ** -17 * torch.exp2(-magnitude / 8)
    return beyond / 8 - torch.log2((upper - lower) * 0.5 + tail)


HIGH_RATE_SLOPE = 6 / math.log(2)
"""Bits that a squared error of one quantizer step is worth at high rate, where the step matches lambda."""


def dead_zone(strength: float = 1.0) -> torch.Tensor:
    """[64]: by how much rounding up is delayed at each scale index, in quantizer steps.

    Coding 1 instead of 0 costs b more bits and saves (2t - 1) squared steps for an amplitude t, so the rate-distortion
    optimal boundary is t = 1/2 + b / (2 * slope). A decoder need not know of it.
    """
    sigma = sigma_of(torch.arange(SCALE_LEVELS).float())
    extra = (bits(torch.ones_like(sigma), sigma) - bits(torch.zeros_like(sigma), sigma)).clamp_min(0)
    return (strength * extra / (2 * HIGH_RATE_SLOPE)).clamp(0, 0.4)


PRIOR_WEIGHT = 300
"""How many observed symbols the Gaussian itself counts as where a table is fitted."""


def magnitude_tables(counts: numpy.ndarray = None) -> list:
    """Per scale index the integer frequencies of |r| = 0, 1, ..., M and of the escape; each row sums to 2^16.

    The sign of a non-zero residual is coded apart, at one bit. Skipped levels have no table. ``counts``: how often each
    magnitude occurred at each scale index, [64, any]; without them the Gaussians stand as they are.
    """
    counts = numpy.zeros((SCALE_LEVELS, 1)) if counts is None else counts
    return [[] if level < SKIPPED_LEVELS else _magnitude_table(float(sigma_of(torch.tensor(float(level)))), counts[level])
            for level in range(SCALE_LEVELS)]


def _magnitude_table(sigma: float, counts: numpy.ndarray) -> list:
    last = min(MAX_MAGNITUDE, max(2, math.ceil(4.0 * sigma)))
    edge = [math.erf((m + 0.5) / (sigma * math.sqrt(2))) for m in range(last + 1)]
    gaussian = numpy.diff(numpy.array([0.0] + edge + [1.0]))
    seen = numpy.bincount(numpy.minimum(numpy.arange(len(counts)), last + 1), counts, minlength=last + 2)
    probability = (seen + PRIOR_WEIGHT * gaussian) / (seen.sum() + PRIOR_WEIGHT)
    total = 1 << FREQUENCY_BITS
    frequency = numpy.maximum(1, numpy.floor(probability * (total - len(probability)))).astype(int)
    frequency[0] += total - frequency.sum()
    return [int(f) for f in frequency]


def magnitude_bits(table: list, count: int) -> numpy.ndarray:
    """Ideal code length in bits of each magnitude below ``count`` under a table, escape and sign included."""
    magnitude, last = numpy.arange(count), len(table) - 2
    bits = FREQUENCY_BITS - numpy.log2(numpy.array(table, dtype=float))[numpy.minimum(magnitude, last + 1)] + (magnitude > 0)
    excess = magnitude[magnitude > last] - last
    bits[magnitude > last] += 2 * numpy.floor(numpy.log2(excess)) + 1
    return bits


def table_bits(residual: numpy.ndarray, scale_index: numpy.ndarray) -> float:
    """Ideal code length in bits of integer residuals under the Gaussians' integer tables, escapes and signs included."""
    magnitude = numpy.abs(residual).astype(int)
    return float(sum(magnitude_bits(row, magnitude.max() + 1)[magnitude[scale_index == level]].sum()
                     for level, row in enumerate(magnitude_tables()) if row))
