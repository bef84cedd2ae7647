"""Fits the stream to the symbols that a finished model makes of photographs: its tables, and the order of z's channels.

Training counts the bits of Gaussians. The symbols are a little more peaked, and the best scale index of a channel of z is not
quite where training left it. Tables are part of the model, so that a decoder does nothing more for better ones. The last zeros of a
stream take no bytes, and z is written channel by channel: the channels least in use come last.
"""

import numpy
import torch

from . import entropy
from .data import Crops
from .exact import HYPER_LATENT_MAX
from .quality import QualityTable

CROPS = 40
"""Crops at each anchor of the quality scale."""
CROP = 384
ALIGNMENT = 64
LARGEST = 4096
"""Magnitudes beyond this are counted as this."""


@torch.no_grad()
def calibrate(model, images, dead_zone: torch.Tensor, seed: int = 7) -> tuple:
    """Sets the model's scale indices of z and orders z's channels; returns the magnitude tables and that order (see ``order_hyper``)."""
    anchors = QualityTable.anchor_qualities()
    residual = numpy.zeros((entropy.SCALE_LEVELS, LARGEST + 1))
    hyper = numpy.zeros((len(anchors), model.architecture.hyper, HYPER_LATENT_MAX + 1))
    largest = max(min(image.shape[1:]) for image in images)
    crops = Crops(images, seed).batch(CROPS, min(CROP, largest // ALIGNMENT * ALIGNMENT))
    for turn, quality in enumerate(anchors):
        for crop in crops:
            output = model(crop.unsqueeze(0), quality.unsqueeze(0), noise=False, dead_zone=dead_zone)
            _count(residual, output.scale_index, output.residual)
            channel = torch.arange(model.architecture.hyper).reshape(1, -1, 1, 1).expand_as(output.hyper_latent)
            _count(hyper[turn], channel, output.hyper_latent)
    tables = entropy.magnitude_tables(residual)
    model.hyper_scale.anchors.copy_(torch.from_numpy(_cheapest_index(hyper, tables)))
    order = torch.from_numpy(numpy.argsort(hyper[:, :, 0].sum(axis=0), kind="stable"))
    model.order_hyper(order)
    return tables, order


def _count(counts: numpy.ndarray, row: torch.Tensor, value: torch.Tensor):
    """Adds one to counts[row, |value|] for each element."""
    magnitude = value.abs().clamp_max(counts.shape[1] - 1)
    at = row.long() * counts.shape[1] + magnitude.long()
    counts += torch.bincount(at.flatten(), minlength=counts.size).reshape(counts.shape).numpy()


def _cheapest_index(hyper: numpy.ndarray, tables: list) -> numpy.ndarray:
    """[anchors, Z, magnitudes] -> [anchors, Z]: the scale index that codes a channel in the fewest bits, the vertex of a parabola
    through the three cheapest tables. Were it a whole number, many channels of few magnitudes would change tables at one quality,
    midway between two anchors, and the bytes of an even picture, half of which are z's, would jump there."""
    bits = hyper @ numpy.stack([entropy.magnitude_bits(row, hyper.shape[2]) for row in tables if row]).T
    middle = numpy.argmin(bits, axis=2).clip(1, bits.shape[2] - 2)
    below, least, above = (numpy.take_along_axis(bits, (middle + step)[..., None], 2)[..., 0] for step in (-1, 0, 1))
    bend = below - 2 * least + above
    vertex = numpy.divide(below - above, 2 * bend, out=numpy.zeros_like(bend), where=bend > 0)
    return entropy.SKIPPED_LEVELS + middle + vertex.clip(-1, 1)
