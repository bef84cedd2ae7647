"""Adds decoder.bin to a model folder: python3 -m vaegateway_training.add_decoder --model models/vg2 --images DIR

The networks themselves, their hash and their id stay as they are: the same latents decode with either.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

from .coarseness import roundings
from .data import find_images, load_image
from .decoder_file import decoder_file
from .export import one_row_a_line
from .restore import restored_model, stream_tables

FILE_NAME = "decoder.bin"
PICTURES = 48
"""Enough to see what each weight does."""


def check_exact(model, tables, test: dict):
    """The file's scale network must pass the folder's self-test, or every latent would turn to noise."""
    z = torch.tensor(test["hyperLatent"]).float().reshape(1, -1, test["hyperHeight"], test["hyperWidth"])
    index = tables.scale_index(model.scale, z, test["quality"]).to(torch.uint8)
    if hashlib.sha256(index.numpy().tobytes()).hexdigest() != test["scaleIndexSha256"]:
        raise SystemExit("the scale network read back from the folder does not pass the folder's self-test")


@torch.no_grad()
def add_decoder(folder: Path, images, loss: float):
    path = folder / "model.json"
    description = json.loads(path.read_text())
    model = restored_model(folder)
    tables = stream_tables(folder)
    check_exact(model, tables, description["selfTest"])
    facts = {"id": description["id"], "sha256": description["sha256"]}
    content = decoder_file(model, facts, roundings(model, images, description["deadZone"], loss), tables)
    (folder / FILE_NAME).write_bytes(content)
    description["files"]["decoder"] = {"name": FILE_NAME, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    path.write_text(one_row_a_line(description))
    print(f"{folder / FILE_NAME}: {len(content) / 1e6:.2f} MB before compression")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, type=Path, help="model folder")
    parser.add_argument("--images", required=True, type=Path, help="folder of photographs to measure on")
    parser.add_argument("--loss", type=float, default=0.025, help="growth of the squared error to aim at (default 0.025), a mean over qualities of training crops: high qualities lose more, see EXPERIMENTS.md")
    arguments = parser.parse_args()
    paths = find_images(arguments.images)
    add_decoder(arguments.model, [load_image(p) for p in paths[::max(1, len(paths) // PICTURES)]], arguments.loss)


if __name__ == "__main__":
    main()
