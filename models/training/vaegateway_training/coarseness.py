"""How coarsely the decoder may hold each weight: reverse water-filling over the tensors.

A model is trained to its end with the weights of the mean network and of the synthesis held to multiples of a step, so that
decoder.bin holds the very same weights as the ONNX graphs, at 4 to 6 bits each.

Rounding a tensor of n weights to multiples of a step s adds the distortion c * s^2 to the picture and saves n * log2(s)
bits. The sum of bits is least for a given distortion where c * s^2 / n is the same for every tensor. c is measured, tensor by
tensor, as the squared error that a small noise on its weights causes, relative to the codec's own at each quality. Within a
tensor the weights of an input channel matter as much as the channel is strong, so each is scaled by its amplitude first.
"""

from dataclasses import dataclass

import torch

from . import entropy
from .data import Crops
from .decoder_file import Grid, float_layers
from .model import quantize

PROBE = 0.05
"""Noise while measuring, in standard deviations of the tensor."""
QUALITIES = (4.0, 14.0, 24.0, 34.0, 44.0, 54.0)
CROP = 256
DAMPING = 1e-4
"""Added to the second moments, relative to their mean, so that no channel counts as wholly known."""
ALIGNMENT = 64
LEAST_SENSITIVITY = 1e-12
"""For a layer that adds nothing to the picture."""


class Probe:
    """A few crops, encoded once; ``error`` is what the decoder's weights as they stand make of them."""

    @torch.no_grad()
    def __init__(self, model, images, dead_zone: float, seed: int = 3):
        self.model = model
        device = next(model.parameters()).device
        self.quality = torch.tensor(QUALITIES, device=device).repeat(2)
        largest = max(min(image.shape[1:]) for image in images)
        self.image = Crops(images, seed).batch(len(self.quality), min(CROP, largest // ALIGNMENT * ALIGNMENT)).to(device)
        log_gain = model.log_gain(self.quality)
        y = model.analysis(self.image, self.quality) * torch.exp(log_gain)
        self.z = model.hyper_analysis(y, self.quality).round()
        index = model.scale(self.z, log_gain, self.quality)
        widening = entropy.dead_zone(dead_zone).to(device)[index.long()]
        coded = (index >= entropy.SKIPPED_LEVELS).float()
        self.residual = torch.zeros_like(y)

        def encode(mean, step, mask):
            part = quantize((y - mean) / step, widening) * coded * mask
            self.residual += part
            return (mean + part * step) * mask

        self.clean = self._synthesize(model.mean(self.z, self.quality, encode))
        self.own = (self.clean - self.image).square().mean(dim=(1, 2, 3))

    def _synthesize(self, y):
        return self.model.synthesis(y * torch.exp(self.model.log_inverse_gain(self.quality)), self.quality)

    @torch.no_grad()
    def error(self) -> float:
        """Squared error against the clean decode, relative to the codec's own, mean over qualities."""
        y = self.model.mean(self.z, self.quality, lambda mean, step, mask: (mean + self.residual * step) * mask)
        return float(((self._synthesize(y) - self.clean).square().mean(dim=(1, 2, 3)) / self.own).mean())


@dataclass
class Inputs:
    """What a layer sees: the root mean square of each input channel [I], and for 1x1 layers their second moments [I, I]."""

    amplitude: torch.Tensor
    moments: torch.Tensor


@torch.no_grad()
def inputs_of(layers: dict, probe) -> dict:
    found, hooks = {}, []

    def watch(name):
        def hook(_, inputs):
            x = inputs[0].double().transpose(0, 1).flatten(1)
            moments = x @ x.t() / x.shape[1]
            found[name] = Inputs(moments.diagonal().sqrt().clamp_min(1e-4).float(), moments)
        return hook

    for name, layer in layers.items():
        hooks.append(layer.layer.register_forward_pre_hook(watch(name)))
    probe.error()
    for hook in hooks:
        hook.remove()
    return found


def rounded(layer, inputs: Inputs, step: float):
    """The grid of a layer and its weight moved onto it. In a 1x1 layer the input channels follow one another, and what rounding
    one does to the output is made good by those that follow, as far as they vary together (Frantar et al., "GPTQ", 2023). A
    channel's unit then follows from its amplitude given those after it, not from its whole amplitude: about a bit a weight fewer."""
    weight = layer.layer.weight.detach()
    is_matrix = layer.axis == 1 and weight.shape[2] == 1
    if not is_matrix:
        grid = Grid(step, (layer.factor / inputs.amplitude).half())
        return grid, layer.integers(grid) * layer.unit(grid)
    damped = inputs.moments + DAMPING * inputs.moments.diagonal().mean() * torch.eye(len(inputs.moments)).to(inputs.moments)
    follow = torch.linalg.cholesky(torch.linalg.inv(damped)).t()
    grid = Grid(step, (layer.factor * follow.diagonal().float()).half())
    unit = layer.unit(grid).flatten().double()
    rest, moved = weight[:, :, 0, 0].double(), torch.zeros_like(weight)
    for k in range(rest.shape[1]):
        moved[:, k, 0, 0] = torch.round(rest[:, k] / unit[k]) * unit[k]
        error = (rest[:, k] - moved[:, k, 0, 0]) / follow[k, k]
        rest[:, k + 1:] -= error[:, None] * follow[k, k + 1:]
    return grid, moved


def coarsen(model, images, dead_zone: float, shares: dict) -> dict:
    """Moves the decoder's weights onto grids and returns these by layer; ``shares``, by network: see ``move_to_grids``."""
    return move_to_grids(dict(float_layers(model)), Probe(model, images, dead_zone), lambda name: shares[name.split(".")[0]])


@torch.no_grad()
def move_to_grids(layers: dict, probe, share_of) -> dict:
    """Moves each layer's weight onto a grid; returns the grids by layer. ``probe.error()`` is what the weights as they stand add to the
    squared error, relative to the codec's own; ``share_of(layer)``: what rounding all layers as coarsely as this one may add to it
    (0.01 is 0.04 dB), mean over ``QUALITIES``. As what is added hardly depends on the quality, and the codec's own does, high
    qualities feel it most."""
    seen = inputs_of(layers, probe)
    random = torch.Generator().manual_seed(1)
    total = sum(layer.folded.numel() for layer in layers.values())
    found = {}
    for name, layer in layers.items():
        weight, column = layer.layer.weight, seen[name].amplitude.reshape(layer.column)
        noise = torch.rand(weight.shape, generator=random).to(weight.device) - 0.5
        step = PROBE * (float((weight * column).std()) or 1.0)
        kept = weight.clone()
        weight += noise * step / column
        sensitivity = max(probe.error() / step ** 2, LEAST_SENSITIVITY)
        weight.copy_(kept)
        found[name] = rounded(layer, seen[name], (share_of(name) * weight.numel() / total / sensitivity) ** 0.5)
    for name, (_, moved) in found.items():
        layers[name].layer.weight.copy_(moved)
    return {name: grid for name, (grid, _) in found.items()}


def hold(layers: dict, grids: dict):
    """From now on the layers compute with each weight's nearest multiple, and learn what lies behind it."""
    for name, layer in layers.items():
        layer.layer.unit = layer.unit(grids[name])


@torch.no_grad()
def settle(layers: dict):
    """Replaces each held weight by its nearest multiple, where it stays."""
    for layer in layers.values():
        layer.layer.weight.copy_(layer.layer.held_weight())
        layer.layer.unit = None
