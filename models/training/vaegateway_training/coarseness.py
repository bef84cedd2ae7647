"""How coarsely decoder.bin may hold each weight: reverse water-filling over the tensors.

Rounding a tensor of n weights to multiples of a step s adds the distortion c * s^2 to the picture and saves n * log2(s)
bits. The sum of bits is least for a given distortion where c * s^2 / n is the same for every tensor. c is measured, tensor by
tensor, as the squared error that a small noise on its weights causes, relative to the codec's own at each quality. Within a
tensor the weights of an input channel matter as much as the channel is strong, so each is scaled by its amplitude first.
"""

import torch

from . import entropy
from .data import Crops
from .decoder_file import Rounding, float_layers
from .model import quantize

PROBE = 0.05
"""Noise while measuring, in standard deviations of the tensor."""
QUALITIES = (4.0, 14.0, 24.0, 34.0, 44.0, 54.0)
CROP = 256
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


@torch.no_grad()
def amplitudes(model, probe: Probe) -> dict:
    """Root mean square of every input channel of every float layer, [I]: what a channel's weights are multiplied by."""
    found, hooks = {}, []

    def watch(name):
        def hook(_, inputs):
            found[name] = inputs[0].float().square().mean(dim=(0, 2, 3)).sqrt().clamp_min(1e-4)
        return hook

    for name, layer in float_layers(model):
        hooks.append(layer.layer.register_forward_pre_hook(watch(name)))
    probe.error()
    for hook in hooks:
        hook.remove()
    return found


@torch.no_grad()
def roundings(model, images, dead_zone: float, loss: float) -> dict:
    """How coarsely decoder.bin may hold each layer so that the squared error grows by ``loss`` (0.01 is 0.04 dB)."""
    probe = Probe(model, images, dead_zone)
    amplitude = amplitudes(model, probe)
    layers = dict(float_layers(model))
    random = torch.Generator().manual_seed(1)
    level = loss / sum(layer.folded.numel() for layer in layers.values())
    chosen = {}
    for name, layer in layers.items():
        weight, column = layer.layer.weight, amplitude[name].reshape(layer.column)
        noise = torch.rand(weight.shape, generator=random) - 0.5
        step = PROBE * float((weight * column).std())
        kept = weight.clone()
        weight += noise * step / column
        sensitivity = probe.error() / step ** 2
        weight.copy_(kept)
        chosen[name] = Rounding((level * weight.numel() / sensitivity) ** 0.5, amplitude[name])
    return chosen
