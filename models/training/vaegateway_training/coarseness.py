"""How coarsely decoder.bin may hold each weight: reverse water-filling over the tensors.

Rounding a tensor of n weights to multiples of a step s adds the distortion c * s^2 to the picture and saves n * log2(s)
bits. The sum of bits is least for a given distortion where c * s^2 / n is the same for every tensor. c is measured, tensor by
tensor, as the squared error that a small noise on its weights causes, relative to the codec's own at each quality. Within a
tensor the weights of an input channel matter as much as the channel is strong, so each is scaled by its amplitude first.
"""

from dataclasses import dataclass

import torch

from . import entropy
from .data import Crops
from .decoder_file import Rounding, float_layers
from .model import quantize

PROBE = 0.05
"""Noise while measuring, in standard deviations of the tensor."""
QUALITIES = (4.0, 14.0, 24.0, 34.0, 44.0, 54.0)
CROP = 256
DAMPING = 1e-4
"""Added to the second moments, relative to their mean, so that no channel counts as wholly known."""
ALIGNMENT = 64


class Probe:
    """A few crops, encoded once; ``error`` is what the decoder's weights as they stand make of them."""

    @torch.no_grad()
    def __init__(self, model, images, dead_zone: float, seed: int = 3):
        self.model = model
        self.quality = torch.tensor(QUALITIES).repeat(2)
        largest = max(min(image.shape[1:]) for image in images)
        self.image = Crops(images, seed).batch(len(self.quality), min(CROP, largest // ALIGNMENT * ALIGNMENT))
        log_gain = model.log_gain(self.quality)
        y = model.analysis(self.image, self.quality) * torch.exp(log_gain)
        self.z = model.hyper_analysis(y, self.quality).round()
        index = model.scale(self.z, log_gain, self.quality)
        widening = entropy.dead_zone(dead_zone)[index.long()]
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
def inputs_of(model, probe: Probe) -> dict:
    found, hooks = {}, []

    def watch(name):
        def hook(_, inputs):
            x = inputs[0].double().transpose(0, 1).flatten(1)
            moments = x @ x.t() / x.shape[1]
            found[name] = Inputs(moments.diagonal().sqrt().clamp_min(1e-4).float(), moments)
        return hook

    for name, layer in float_layers(model):
        hooks.append(layer.layer.register_forward_pre_hook(watch(name)))
    probe.error()
    for hook in hooks:
        hook.remove()
    return found


def rounded(layer, inputs: Inputs, step: float) -> Rounding:
    """Rounds a layer. In a 1x1 layer the input channels follow one another, and what rounding one does to the output is made
    good by those that follow, as far as they vary together (Frantar et al., "GPTQ", 2023). A channel's unit then follows from
    its amplitude given those after it, not from its whole amplitude: about a bit a weight fewer."""
    weight = layer.layer.weight.detach()
    is_matrix = layer.axis == 1 and weight.shape[2] == 1
    if not is_matrix:
        scales = (layer.factor / inputs.amplitude).half()
        return Rounding(step, scales, torch.round(layer.folded / (step * scales.float().reshape(layer.column))))
    damped = inputs.moments + DAMPING * inputs.moments.diagonal().mean() * torch.eye(len(inputs.moments), dtype=torch.double)
    follow = torch.linalg.cholesky(torch.linalg.inv(damped)).t()
    scales = (layer.factor * follow.diagonal().float()).half()
    unit = step * scales.double() / layer.factor
    rest, integers = weight[:, :, 0, 0].double(), torch.zeros_like(weight)
    for k in range(rest.shape[1]):
        integer = torch.round(rest[:, k] / unit[k])
        integers[:, k, 0, 0] = integer
        error = (rest[:, k] - integer * unit[k]) / follow[k, k]
        rest[:, k + 1:] -= error[:, None] * follow[k, k + 1:]
    return Rounding(step, scales, integers)


@torch.no_grad()
def roundings(model, images, dead_zone: float, loss: float) -> dict:
    """How coarsely decoder.bin may hold each layer so that the squared error grows by ``loss`` (0.01 is 0.04 dB) in the mean over
    ``QUALITIES``; as the error hardly depends on the quality, and the codec's own does, high qualities lose the most."""
    probe = Probe(model, images, dead_zone)
    seen = inputs_of(model, probe)
    layers = dict(float_layers(model))
    random = torch.Generator().manual_seed(1)
    level = loss / sum(layer.folded.numel() for layer in layers.values())
    chosen = {}
    for name, layer in layers.items():
        weight, column = layer.layer.weight, seen[name].amplitude.reshape(layer.column)
        noise = torch.rand(weight.shape, generator=random) - 0.5
        step = PROBE * float((weight * column).std())
        kept = weight.clone()
        weight += noise * step / column
        sensitivity = probe.error() / step ** 2
        weight.copy_(kept)
        chosen[name] = rounded(layer, seen[name], (level * weight.numel() / sensitivity) ** 0.5)
    return chosen
