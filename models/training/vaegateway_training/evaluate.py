"""Rate and distortion of a checkpoint on a folder of pictures: python3 -m vaegateway_training.evaluate --checkpoint C --images DIR

Rates here are ideal code lengths of the integer symbols. The figures to quote are those of `vaegw bench rd`, which
measures real containers.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

from . import entropy
from .data import find_images, load_image
from .light import Light
from .networks import LightSynthesis
from .train import averaged_model

ALIGNMENT = 64


def padded(image):
    """[1, 3, H, W] -> edges repeated up to the next multiple of 64."""
    height, width = image.shape[2:]
    return F.pad(image, (0, -width % ALIGNMENT, 0, -height % ALIGNMENT), mode="replicate")


@torch.no_grad()
def measure(model, image, quality: float, dead_zone=None):
    """image uint8 [3, H, W] -> (bits/pixel, PSNR in dB over RGB, share of z in the bits)."""
    whole = image.unsqueeze(0).float()
    height, width = whole.shape[2:]
    output = model(padded(whole), torch.tensor([float(quality)]), noise=False, dead_zone=dead_zone)
    decoded = output.image[:, :, :height, :width].round().clamp(0, 255)
    mse = (decoded - whole).square().mean()
    bits = output.latent_bits + output.hyper_bits
    return float(bits) / (height * width), float(10 * torch.log10(255.0 ** 2 / mse)), float(output.hyper_bits / bits)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True, type=Path)
    parser.add_argument("--images", required=True)
    parser.add_argument("--qualities", type=float, nargs="+", default=[0, 9, 18, 27, 36, 45, 54, 63])
    parser.add_argument("--every", type=int, default=1, help="measure every n-th picture only")
    parser.add_argument("--light", action="store_true", help="decode by the light decoder, light.pt beside the checkpoint")
    parser.add_argument("--dead-zone", type=float, default=1.0, help="strength of the quantizer's dead zone")
    arguments = parser.parse_args()
    model = averaged_model(arguments.checkpoint)
    if arguments.light:
        light = Light.load(Light.beside(arguments.checkpoint), model)
        model.synthesis = LightSynthesis(model.synthesis, light.net)
    images = [load_image(p) for p in find_images(arguments.images)[::arguments.every]]
    widening = entropy.dead_zone(arguments.dead_zone)
    print("quality  bits/pixel   PSNR  hyper share")
    for quality in arguments.qualities:
        points = torch.tensor([measure(model, image, quality, widening) for image in images]).mean(0)
        print(f"{quality:7.0f}  {points[0]:10.4f}  {points[1]:5.2f}  {points[2]:11.3f}", flush=True)


if __name__ == "__main__":
    main()
