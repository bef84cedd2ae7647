"""The quality scale: 64 steps, each a rate-distortion trade-off (lambda) of one conditional model.

The loss of quality q is ``bits/pixel + lambda(q) * MSE`` with the MSE over RGB in units of 0..255, so that
lambda is the inverse of beta in the beta-VAE's objective.
"""

import math

import torch
from torch import nn

LEVELS = 64
LAMBDA_MIN = 0.00014
LAMBDA_MAX = 0.20


def rate_distortion_lambda(quality: torch.Tensor) -> torch.Tensor:
    """Lambda of each quality (any shape, 0..63), log-spaced over the scale."""
    span = math.log(LAMBDA_MAX / LAMBDA_MIN)
    return LAMBDA_MIN * torch.exp(quality / (LEVELS - 1) * span)


def position_in(span: tuple, quality: torch.Tensor) -> torch.Tensor:
    """Where the lambda of each quality lies on another scale of 64 steps, whose ``span`` is its (least, greatest) lambda."""
    least, greatest = span
    return (LEVELS - 1) * torch.log(rate_distortion_lambda(quality) / least) / math.log(greatest / least)


def matched_gain(quality: torch.Tensor) -> torch.Tensor:
    """The gain whose uniform quantizer is optimal for lambda at high rate.

    With step D = 1/gain the high-rate distortion of a coefficient is D^2/12 and its rate falls by log2(D); setting the
    derivative of ``rate + lambda/3 * distortion`` (three colour planes share one pixel) to zero gives
    D^2 = 18 / (lambda ln 2).
    """
    return torch.sqrt(rate_distortion_lambda(quality) * math.log(2.0) / 18.0)


class QualityTable(nn.Module):
    """A learned vector per quality: ``anchors`` rows over the scale, linearly interpolated between."""

    def __init__(self, channels: int, anchors: int = 8, initial: torch.Tensor = None):
        super().__init__()
        start = torch.zeros(anchors) if initial is None else initial
        self.anchors = nn.Parameter(start.reshape(anchors, 1).repeat(1, channels))

    @torch.no_grad()
    def respan(self, span: tuple):
        """Takes rows learned over the scale of another ``span`` to this one's; beyond its ends they go on in a straight line."""
        at = position_in(span, self.anchor_qualities(self.anchors.shape[0])).to(self.anchors.device)
        self.anchors.copy_(self(at)[:, :, 0, 0])

    @staticmethod
    def anchor_qualities(anchors: int = 8) -> torch.Tensor:
        return torch.linspace(0, LEVELS - 1, anchors)

    def forward(self, quality: torch.Tensor) -> torch.Tensor:
        """quality [B] in 0..63 -> [B, C, 1, 1]."""
        last = self.anchors.shape[0] - 1
        position = quality.float() * (last / (LEVELS - 1))
        low = position.floor().clamp(0, last - 1).long()
        weight = (position - low).unsqueeze(1)
        rows = self.anchors[low] * (1 - weight) + self.anchors[low + 1] * weight
        return rows[:, :, None, None]

    def rows(self) -> torch.Tensor:
        """All 64 vectors, [64, C]."""
        device = self.anchors.device
        return self(torch.arange(LEVELS, device=device).float())[:, :, 0, 0]
