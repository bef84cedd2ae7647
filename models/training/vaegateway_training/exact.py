"""The exact scale network: z and the quality give the scale index of every latent, bit for bit the same everywhere.

Weights, biases and activations are integers held in float32. Every layer is a 1x1 or a depthwise 3x3 convolution, then
x 2^-k, floor, clip. As long as sum(|w|) * max(a) + |b| < 2^24 in each layer every partial sum is an integer that float32
holds exactly, so that the order of summation, the number of threads and the instruction set cannot change the result.
Training sees the integers too, with straight-through gradients.
"""

import torch
import torch.nn.functional as F
from torch import nn

from . import entropy
from .quality import QualityTable

torch.backends.cudnn.allow_tf32 = False  # its products have 10 bits

ACTIVATION_MAX = 255
WEIGHT_MAX = 127
EXACT_LIMIT = 1 << 24
HYPER_LATENT_MAX = 127


def straight_through(exact: torch.Tensor, smooth: torch.Tensor) -> torch.Tensor:
    """The value of ``exact`` with the gradient of ``smooth``."""
    return smooth + (exact - smooth).detach()


def round_through(x: torch.Tensor) -> torch.Tensor:
    return straight_through(x.round(), x)


class _ClipThrough(torch.autograd.Function):
    """Clip whose gradient also passes where it pulls an outside value back in."""

    @staticmethod
    def forward(ctx, x, low, high):
        ctx.save_for_backward(x)
        ctx.low, ctx.high = low, high
        return x.clamp(low, high)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        blocked = ((x < ctx.low) & (gradient > 0)) | ((x > ctx.high) & (gradient < 0))
        return gradient.masked_fill(blocked, 0), None, None


def clip_through(x, low, high):
    return _ClipThrough.apply(x, low, high)


class ExactLayer(nn.Module):
    """Integer convolution followed by x 2^-shift and floor. The float weight is in units of 1/``resolution``."""

    def __init__(self, channels_in, channels_out, shift, kernel=1, resolution=16, spread=1.0, bias=0.0):
        super().__init__()
        depthwise = kernel > 1
        self.groups = channels_in if depthwise else 1
        self.padding = kernel // 2
        self.shift, self.resolution = shift, resolution
        fan = kernel * kernel * (1 if depthwise else channels_in)
        shape = (channels_out, channels_in // self.groups, kernel, kernel)
        weight = torch.randn(shape) * spread * 2.0 ** shift / (resolution * fan ** 0.5)
        if depthwise:
            weight[:, :, kernel // 2, kernel // 2] += 2.0 ** shift / resolution * 0.8
        self.weight = nn.Parameter(weight)
        self.bias = nn.Parameter(torch.full((channels_out,), float(bias)))

    def integers(self):
        """(weight, bias), both integer-valued; the bias is in units after the shift, scaled up to before it."""
        weight = clip_through(round_through(self.weight * self.resolution), -WEIGHT_MAX, WEIGHT_MAX)
        return weight, round_through(self.bias * 2.0 ** self.shift)

    def forward(self, a: torch.Tensor, offset=None) -> torch.Tensor:
        weight, bias = self.integers()
        total = F.conv2d(a, weight, bias, padding=self.padding, groups=self.groups)
        if offset is not None:
            total = total + round_through(offset * 2.0 ** self.shift)
        scaled = total * 2.0 ** -self.shift
        return straight_through(scaled.floor(), scaled)

    def bound(self, a_max: int, offset_max: float = 0.0) -> int:
        """The largest magnitude any partial sum can reach for inputs within +-a_max."""
        weight, bias = self.integers()
        sums = weight.abs().sum(dim=(1, 2, 3)) * a_max + bias.abs() + offset_max
        return int(sums.max())


class ScaleNetwork(nn.Module):
    """z [B, Z, h, w] -> scale index [B, M, 4h, 4w] in 0..63."""

    def __init__(self, hyper: int, latent: int, width: int, sigma: torch.Tensor):
        super().__init__()
        self.enter = ExactLayer(hyper, 4 * width, shift=2, spread=20.0, bias=60.0)
        self.condition = QualityTable(4 * width)
        self.near = ExactLayer(width, width, shift=6, kernel=3, spread=0.2)
        self.widen = ExactLayer(width, 4 * width, shift=6, bias=30.0)
        self.far = ExactLayer(width, width, shift=6, kernel=3, spread=0.2)
        self.leave = ExactLayer(width, latent, shift=8, spread=0.05)
        start = torch.tensor([entropy.index_of(float(s)) for s in sigma])
        self.leave.bias.data.copy_(start)
        self.offset = QualityTable(latent)

    def gain_offset(self, log_gain: torch.Tensor, quality: torch.Tensor) -> torch.Tensor:
        """The quality's gain in steps of the scale index: scaling y by g moves log sigma by log g."""
        return round_through((log_gain + self.offset(quality)) / entropy.SCALE_STEP)

    def forward(self, z, log_gain, quality):
        a = clip_through(z, -HYPER_LATENT_MAX, HYPER_LATENT_MAX)
        a = self._activate(self.enter(a, self.condition(quality) * 16))
        a = self._activate(self.near(F.pixel_shuffle(a, 2)))
        a = self._activate(self.widen(a))
        a = self._activate(self.far(F.pixel_shuffle(a, 2)))
        return clip_through(self.leave(a) + self.gain_offset(log_gain, quality), 0, entropy.SCALE_LEVELS - 1)

    @staticmethod
    def _activate(a):
        return clip_through(a, 0, ACTIVATION_MAX)

    def bounds(self) -> dict:
        """Layer -> the proven bound on its partial sums; each must stay below 2^24."""
        condition = float((self.condition.rows() * 16).abs().max()) * 2.0 ** self.enter.shift + 1
        return {
            "enter": self.enter.bound(HYPER_LATENT_MAX, condition),
            "near": self.near.bound(ACTIVATION_MAX),
            "widen": self.widen.bound(ACTIVATION_MAX),
            "far": self.far.bound(ACTIVATION_MAX),
            "leave": self.leave.bound(ACTIVATION_MAX),
        }
