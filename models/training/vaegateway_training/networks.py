"""The float networks: analysis, hyper-analysis, mean (with its 2x2 four-step context) and synthesis.

Shapes: image [B, 3, H, W] in 0..255 with H and W multiples of 64; latent y [B, M, H/16, W/16]; hyper-latent z
[B, Z, H/64, W/64]; features at 1/8. All convolutions are 1x1 (or whole-block, which is the same after a pixel-unshuffle)
or depthwise, so that training and inference are matrix products.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .exact import straight_through
from .quality import QualityTable

SLOPE = 0.1
PIXEL_CENTRE = 128.0
FEATURE_SCALE = 1 / 64
RESIDUAL_SCALE = 16.0

LOG_STEP_MAX = 2.0
LOG_STEP_SCALE = 0.1
OVERLAP_CHANNELS = 16
OVERLAP_SCALE = 4.0

CONTEXT_STEPS = ((0, 0), (1, 1), (0, 1), (1, 0))
"""Order in which the four positions (row, column) of every 2x2 cell of the latent grid are reconstructed."""


def activate(x):
    return F.leaky_relu(x, SLOPE)


class Convolution(nn.Conv2d):
    """A convolution whose weight may be held to multiples of ``unit``, broadcast against it: straight-through rounding."""

    unit = None

    def held_weight(self):
        if self.unit is None:
            return self.weight
        return straight_through(torch.round(self.weight / self.unit) * self.unit, self.weight)

    def forward(self, x):
        return self._conv_forward(x, self.held_weight(), self.bias)


class BlockProjection(nn.Module):
    """size x size convolution with stride ``size``: a 1x1 convolution after pixel-unshuffle."""

    def __init__(self, channels_in, channels_out, size, bias=True):
        super().__init__()
        self.size = size
        self.weight = nn.Parameter(torch.randn(channels_out, channels_in, size, size) * (channels_in * size * size) ** -0.5)
        self.bias = nn.Parameter(torch.zeros(channels_out)) if bias else None

    def forward(self, x):
        flat = self.weight.reshape(self.weight.shape[0], -1, 1, 1)
        return F.conv2d(F.pixel_unshuffle(x, self.size), flat, self.bias)


class DepthwiseBlock(nn.Module):
    """Residual mixing of space (1x1, depthwise, 1x1), then of channels (1x1 -> 2C -> 1x1)."""

    def __init__(self, channels, kernel=3):
        super().__init__()
        self.spatial_in = Convolution(channels, channels, 1)
        self.spatial = Convolution(channels, channels, kernel, padding=kernel // 2, groups=channels)
        self.spatial_out = Convolution(channels, channels, 1)
        self.channel_in = Convolution(channels, 2 * channels, 1)
        self.channel_out = Convolution(2 * channels, channels, 1)
        for last in (self.spatial_out, self.channel_out):
            last.weight.data.mul_(0.3)

    def silence(self):
        """Makes the block the identity, for a trained network to grow by."""
        for last in (self.spatial_out, self.channel_out):
            last.weight.data.zero_()
            last.bias.data.zero_()

    def forward(self, x):
        x = x + self.spatial_out(self.spatial(activate(self.spatial_in(x))))
        return x + self.channel_out(activate(self.channel_in(x)))


class Modulation(nn.Module):
    """Per-quality scale and shift of a feature map: the condition of the conditional VAE."""

    def __init__(self, channels):
        super().__init__()
        self.scale, self.shift = QualityTable(channels), QualityTable(channels)

    def forward(self, x, quality):
        return x * (1 + self.scale(quality)).to(x.dtype) + self.shift(quality).to(x.dtype)


class Analysis(nn.Module):
    """image -> y before the gain: a KLT-initialised linear path plus a residual path."""

    def __init__(self, latent, width, blocks, basis):
        super().__init__()
        self.linear = BlockProjection(3, latent, 16, bias=False)
        self.linear.weight.data.copy_(basis.reshape(latent, 3, 16, 16))
        self.enter = BlockProjection(3, width, 8)
        self.condition = Modulation(width)
        self.blocks = nn.ModuleList(DepthwiseBlock(width) for _ in range(blocks))
        self.leave = BlockProjection(width, latent, 2)
        self.leave.weight.data.mul_(0.02)

    def forward(self, image, quality):
        centred = image - PIXEL_CENTRE
        x = self.condition(self.enter(centred * FEATURE_SCALE), quality)
        for block in self.blocks:
            x = block(x)
        residual = self.leave(x).float() * RESIDUAL_SCALE
        with torch.autocast(image.device.type, enabled=False):
            return self.linear(centred.float()) + residual


class HyperAnalysis(nn.Module):
    """gained y -> z before rounding. asinh compresses amplitudes to their logarithm, which is what the scales need."""

    def __init__(self, latent, hyper, width):
        super().__init__()
        self.enter = Convolution(latent, width, 1)
        self.near = DepthwiseBlock(width)
        self.down = BlockProjection(width, width, 2)
        self.far = DepthwiseBlock(width)
        self.leave = BlockProjection(width, hyper, 2)
        self.gain = QualityTable(hyper)

    def forward(self, y, quality):
        x = self.near(activate(self.enter(torch.asinh(y))))
        x = self.far(activate(self.down(x)))
        return self.leave(x).float() * torch.exp(self.gain(quality)) * 4


class ContextStep(nn.Module):
    """Features of z and the latents reconstructed so far -> mean of the latents of one step."""

    def __init__(self, latent, width):
        super().__init__()
        self.linear = Convolution(latent, latent, 3, padding=1, groups=latent)
        self.enter = Convolution(latent + width, width, 1)
        self.spatial = Convolution(width, width, 5, padding=2, groups=width)
        self.mix = Convolution(width, width, 1)
        self.leave = Convolution(width, latent, 1)
        for last in (self.linear, self.leave):
            last.weight.data.mul_(0.02)
            last.bias.data.zero_()

    def forward(self, features, known):
        x = self.enter(torch.cat((torch.asinh(known).to(features.dtype), features), 1))
        x = x + activate(self.mix(activate(self.spatial(activate(x)))))
        with torch.autocast(known.device.type, enabled=False):
            return self.linear(known) + self.leave(x.float())


class MeanNetwork(nn.Module):
    """z -> features at 1/16 and the quantizer's step; then the mean of y in four steps, each seeing the reconstruction of
    the steps before."""

    def __init__(self, latent, hyper, width):
        super().__init__()
        self.enter = Convolution(hyper, 4 * width, 1)
        self.condition = Modulation(4 * width)
        self.near = DepthwiseBlock(width)
        self.widen = Convolution(width, 4 * width, 1)
        self.far = DepthwiseBlock(width)
        self.first = Convolution(width, latent, 1)
        self.first.weight.data.mul_(0.1)
        self.log_step = Convolution(width, latent, 1)
        self.log_step.weight.data.zero_()
        self.log_step.bias.data.zero_()
        self.steps = nn.ModuleList(ContextStep(latent, width) for _ in CONTEXT_STEPS[1:])

    def features(self, z, quality):
        x = activate(self.condition(self.enter(z * 0.25), quality))
        x = self.near(F.pixel_shuffle(x, 2))
        return self.far(F.pixel_shuffle(activate(self.widen(x)), 2))

    def forward(self, z, quality, reconstruct):
        """``reconstruct(mean, step, mask)`` gives the reconstructed latents of a context step, zero outside its mask."""
        features = self.features(z, quality)
        height, width = features.shape[2:]
        with torch.autocast(z.device.type, enabled=False):
            mean = self.first(features.float())
            log_step = self.log_step(features.float()) * LOG_STEP_SCALE
            step = torch.exp(log_step.clamp(-LOG_STEP_MAX, LOG_STEP_MAX))
        known = torch.zeros_like(mean)
        for turn, position in enumerate(CONTEXT_STEPS):
            if turn > 0:
                mean = self.steps[turn - 1](features, known)
            known = known + reconstruct(mean, step, step_mask(position, height, width, mean.device))
        return known


def step_mask(position, height, width, device):
    """[1, 1, height, width]: one at the step's position in each 2x2 cell."""
    mask = torch.zeros(1, 1, height, width, device=device)
    mask[:, :, position[0]::2, position[1]::2] = 1
    return mask


class Refinement(nn.Module):
    """The nonlinear path of a synthesis: y in units of its deviation at 1/16 -> what the linear path leaves out of the image."""

    def __init__(self, latent, width, blocks):
        super().__init__()
        self.enter = Convolution(latent, 4 * width, 1)
        self.condition = Modulation(width)
        self.blocks = nn.ModuleList(DepthwiseBlock(width) for _ in range(blocks))
        self.leave = Convolution(width, 192, 1)
        self.leave.weight.data.mul_(0.02)

    def refine(self, normal, quality):
        x = F.pixel_shuffle(self.enter(normal), 2)
        x = self.condition(x, quality)
        for block in self.blocks:
            x = block(x)
        return F.pixel_shuffle(self.leave(x).float() * RESIDUAL_SCALE, 8)


class Synthesis(Refinement):
    """y after the inverse gain -> image, not yet clipped.

    ``overlap`` corrects the linear path's coefficients by the strongest channels of the neighbouring blocks, so that blocks
    meet without an edge.
    """

    def __init__(self, latent, width, blocks, basis, sigma):
        super().__init__(latent, width, blocks)
        self.linear = Convolution(latent, 768, 1, bias=False)
        self.linear.weight.data.copy_(basis.t().reshape(768, latent, 1, 1))
        self.register_buffer("normal", (1 / (sigma + 8)).reshape(1, latent, 1, 1).clone())
        self.overlap = Convolution(min(OVERLAP_CHANNELS, latent), latent, 3, padding=1, bias=False)
        self.overlap.weight.data.zero_()

    def forward(self, y, quality):
        return self.blockwise(y) + self.refine(y * self.normal, quality)

    def blockwise(self, y):
        """The linear path alone."""
        with torch.autocast(y.device.type, enabled=False):
            strongest = (y * self.normal)[:, :self.overlap.weight.shape[1]]
            met = y.float() + self.overlap(strongest.float()) * OVERLAP_SCALE
            return F.pixel_shuffle(self.linear(met), 16) + PIXEL_CENTRE


class LightSynthesis(nn.Module):
    """A synthesis with a cheaper refinement in place of its own."""

    def __init__(self, full: Synthesis, light: Refinement):
        super().__init__()
        self.full, self.light = full, light

    def forward(self, y, quality):
        return self.full.blockwise(y) + self.light.refine(y * self.full.normal, quality)
