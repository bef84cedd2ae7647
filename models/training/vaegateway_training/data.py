"""Training images held in memory as uint8, and random crops of them."""

from pathlib import Path

import numpy
import torch
from PIL import Image

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def find_images(folder) -> list:
    paths = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in SUFFIXES)
    if not paths:
        raise SystemExit(f"no images ({', '.join(sorted(SUFFIXES))}) under {folder}: give a folder of photographs with --images")
    return paths


def load_image(path) -> torch.Tensor:
    """uint8 [3, H, W]."""
    with Image.open(path) as image:
        return torch.from_numpy(numpy.array(image.convert("RGB"))).permute(2, 0, 1).contiguous()


class Crops:
    """Random square crops, flipped and transposed at random, as float [B, 3, size, size] in 0..255."""

    def __init__(self, images, seed: int):
        self.images = images
        self.random = numpy.random.default_rng(seed)

    def batch(self, count: int, size: int) -> torch.Tensor:
        if all(min(image.shape[1:]) < size for image in self.images):
            raise SystemExit(f"no image is as large as the crops of {size} x {size} pixels: give larger images or a smaller crop")
        crops = []
        while len(crops) < count:
            image = self.images[self.random.integers(len(self.images))]
            height, width = image.shape[1:]
            if min(height, width) < size:
                continue
            top, left = self.random.integers(height - size + 1), self.random.integers(width - size + 1)
            crop = image[:, top:top + size, left:left + size]
            crops.append(self._turned(crop))
        return torch.stack(crops).float()

    def _turned(self, crop):
        mirror, flip, transpose = self.random.random(3) < 0.5
        crop = crop.flip(2) if mirror else crop
        crop = crop.flip(1) if flip else crop
        return crop.transpose(1, 2) if transpose else crop
