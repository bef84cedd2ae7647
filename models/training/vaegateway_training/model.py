"""The whole autoencoder: what is trained, evaluated and exported."""

from dataclasses import dataclass

import torch
from torch import nn

from . import entropy
from .exact import HYPER_LATENT_MAX, ScaleNetwork, clip_through, round_through, straight_through
from .networks import Analysis, DepthwiseBlock, HyperAnalysis, MeanNetwork, Synthesis
from .quality import QualityTable, matched_gain


@dataclass
class Architecture:
    latent: int = 320
    hyper: int = 96
    width: int = 128
    analysis_blocks: int = 4
    synthesis_blocks: int = 4
    mean_width: int = 128
    scale_width: int = 128


@dataclass
class Output:
    """Result of one pass: image [B, 3, H, W]; bits of y and z per sample [B]; what was coded: residual and scale index of y
    [B, M, H/16, W/16], z [B, Z, H/64, W/64], noisy or rounded."""

    image: torch.Tensor
    latent_bits: torch.Tensor
    hyper_bits: torch.Tensor
    residual: torch.Tensor
    scale_index: torch.Tensor
    hyper_latent: torch.Tensor


class Autoencoder(nn.Module):
    """basis: [M, 768] orthonormal KLT rows of 16x16 RGB blocks; sigma: [M] their standard deviations."""

    def __init__(self, architecture: Architecture, basis: torch.Tensor, sigma: torch.Tensor):
        super().__init__()
        a = self.architecture = architecture
        self.analysis = Analysis(a.latent, a.width, a.analysis_blocks, basis)
        self.hyper_analysis = HyperAnalysis(a.latent, a.hyper, a.mean_width)
        self.scale = ScaleNetwork(a.hyper, a.latent, a.scale_width, sigma)
        self.mean = MeanNetwork(a.latent, a.hyper, a.mean_width)
        self.synthesis = Synthesis(a.latent, a.width, a.synthesis_blocks, basis, sigma)
        start = torch.log(matched_gain(QualityTable.anchor_qualities()))
        self.log_gain = QualityTable(a.latent, initial=start)
        self.log_inverse_gain = QualityTable(a.latent, initial=-start)
        self.hyper_scale = QualityTable(a.hyper, initial=torch.full((8,), entropy.index_of(1.0)))

    def hyper_scale_index(self, quality):
        """Scale index of each channel of z: its prior is a table over quality, not a network."""
        index = round_through(self.hyper_scale(quality))
        return clip_through(index, entropy.SKIPPED_LEVELS, entropy.SCALE_LEVELS - 1)

    @torch.no_grad()
    def order_hyper(self, order: torch.Tensor):
        """Numbers z's channels anew: channel k becomes what was channel order[k]. The function stays."""
        produced = (self.hyper_analysis.leave.weight, self.hyper_analysis.leave.bias)
        seen = (self.hyper_analysis.gain.anchors, self.hyper_scale.anchors, self.scale.enter.weight, self.mean.enter.weight)
        for weight, axis in [(w, 0) for w in produced] + [(w, 1) for w in seen]:
            weight.copy_(weight.index_select(axis, order))

    def forward(self, image, quality, noise=True, dead_zone=None):
        """``noise``: rates of the noisy sample (training) or of the rounded one; ``dead_zone``: widening by scale index [64].

        With both, the loss is that of the symbols as they are coded, and each part learns by the gradient that is right for it: scales
        from the symbols; latents, means and quantizer steps from the noisy sample, since rounding's straight-through gradient shows
        what finer steps save in error and not all of what they cost in bits."""
        log_gain = self.log_gain(quality)
        y = self.analysis(image, quality) * torch.exp(log_gain)
        z_smooth = self.hyper_analysis(y, quality)
        z = straight_through(z_smooth.round().clamp(-HYPER_LATENT_MAX, HYPER_LATENT_MAX), z_smooth)
        index = self._exactly(self.scale, z, log_gain, quality)
        sigma = entropy.sigma_of(index)
        coded = (index >= entropy.SKIPPED_LEVELS).float()
        widening = 0.0 if dead_zone is None else dead_zone[index.long()]
        samples, symbols = [], []

        def reconstruct(mean, step, mask):
            smooth = (y - mean) / step
            residual = straight_through(quantize(smooth, widening) * coded, smooth * coded)
            samples.append((smooth if noise else residual) * mask)
            symbols.append(residual.detach() * mask)
            return (mean + residual * step) * mask

        reconstruction = self.mean(z, quality, reconstruct)
        sample = sum(samples)
        sample = sample + torch.rand_like(sample) - 0.5 if noise else sample
        if noise and dead_zone is not None:
            noisy = entropy.bits(sample, sigma.detach())
            cost = coded * (entropy.bits(sum(symbols), sigma) + noisy - noisy.detach())
        else:
            cost = entropy.bits(sample, sigma) * (1.0 if noise else coded)
        restored = self.synthesis(reconstruction * torch.exp(self.log_inverse_gain(quality)), quality)
        hyper_sample = z_smooth + torch.rand_like(z_smooth) - 0.5 if noise else z
        hyper_sigma = entropy.sigma_of(self.hyper_scale_index(quality))
        hyper_bits = entropy.bits(hyper_sample, hyper_sigma).sum(dim=(1, 2, 3))
        return Output(restored, cost.sum(dim=(1, 2, 3)), hyper_bits, sample, index, hyper_sample)

    def silence_blocks(self, beyond: dict):
        """Makes the identity of each block that ``beyond``, the weights of an earlier model, lacks."""
        for name, part in self.named_modules():
            if isinstance(part, DepthwiseBlock) and f"{name}.spatial.weight" not in beyond:
                part.silence()

    def respan(self, span: tuple):
        """Carries everything learned per quality over from a scale with another ``span`` of lambda."""
        for part in self.modules():
            if isinstance(part, QualityTable):
                part.respan(span)

    @staticmethod
    def _exactly(network, z, *condition):
        with torch.autocast(z.device.type, enabled=False):
            return network(z.float(), *condition)


def quantize(x, widening):
    """Rounds to the nearest integer, towards zero within ``widening`` of the boundary."""
    return torch.sign(x) * torch.floor((x.abs() + 0.5 - widening).clamp_min(0))
