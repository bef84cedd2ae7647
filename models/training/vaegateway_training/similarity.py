"""Structural similarity of luma over several scales, as a differentiable distortion.

The scales of MS-SSIM (Wang, Simoncelli and Bovik, 2003) from 1/2 down, as many as fit the crop. The finest, whose weight
is 0.0448, is left out: it costs three quarters of the work.
"""

import torch
import torch.nn.functional as F

WEIGHTS = (0.2856, 0.3001, 0.2363, 0.1333)
WINDOW = 11
WINDOW_SIGMA = 1.5
CONTRAST_CONSTANT = (0.03 * 255) ** 2


def luma(image):
    """[B, 3, H, W] -> [B, 1, H, W] by ITU-R BT.601."""
    red, green, blue = image.split(1, dim=1)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _blur(x):
    offset = torch.arange(WINDOW, device=x.device) - WINDOW // 2
    kernel = torch.exp(-offset.float().square() / (2 * WINDOW_SIGMA ** 2))
    kernel = (kernel / kernel.sum()).reshape(1, 1, 1, WINDOW)
    folded = x.reshape(-1, 1, *x.shape[2:])
    blurred = F.conv2d(F.conv2d(folded, kernel), kernel.transpose(2, 3))
    return blurred.reshape(*x.shape[:2], *blurred.shape[2:])


def dissimilarity(a, b):
    """1 - the weighted geometric mean of contrast and structure over the scales, [B]; 0 for equal images in 0..255."""
    a, b = luma(a), luma(b)
    logarithm, total = 0.0, 0.0
    for weight in WEIGHTS:
        a, b = F.avg_pool2d(a, 2), F.avg_pool2d(b, 2)
        if min(a.shape[2:]) < WINDOW:
            break
        moments = _blur(torch.cat((a, b, a * a, b * b, a * b), 1))
        mean_a, mean_b, square_a, square_b, cross = moments.unbind(1)
        variances = square_a + square_b - mean_a * mean_a - mean_b * mean_b
        similarity = (2 * (cross - mean_a * mean_b) + CONTRAST_CONSTANT) / (variances + CONTRAST_CONSTANT)
        logarithm = logarithm + weight * torch.log(similarity.mean(dim=(1, 2)).clamp_min(0.01))
        total += weight
    return 1 - torch.exp(logarithm / total)
