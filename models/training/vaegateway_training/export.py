"""Writes a model folder: python3 -m vaegateway_training.export --checkpoint runs/latest/checkpoint.pt --out ../vg9 --images DIR

The folder holds the six ONNX graphs, and light_synthesis.onnx where light.pt lies beside the checkpoint (light.py); decoder.bin, the decoder's weights in one small file; and model.json: identity, hashes,
shapes, entropy tables, a self-test vector and the facts of the training. The entropy tables are fitted to --images. The exact
scale network's bound is proven here: export fails where a partial sum could reach 2^24.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

from . import entropy, export_graphs
from .calibration import calibrate
from .data import find_images, load_image
from .decoder_file import Grid, decoder_file
from .exact import EXACT_LIMIT
from .light import Light
from .networks import Convolution, Refinement, Synthesis
from .quality import LAMBDA_MAX, LAMBDA_MIN, LEVELS
from .train import averaged_model

SELF_TEST_QUALITY = 32
PICTURES = 200
"""As many of the photographs are read."""


def prove_exact(model) -> dict:
    bounds = model.scale.bounds()
    for layer, bound in bounds.items():
        if bound >= EXACT_LIMIT:
            raise SystemExit(f"scale network, layer {layer}: a partial sum may reach {bound}, float32 is exact below {EXACT_LIMIT}")
    return bounds


def self_test(model) -> dict:
    """Pseudo-random z of 2x3 positions and the SHA-256 of the scale indices it must give, in [M, 8, 12] order."""
    state, values = 1, []
    for _ in range(model.architecture.hyper * 6):
        state = (state * 1103515245 + 12345) % (1 << 31)
        values.append((state >> 16) % 17 - 8)
    z = torch.tensor(values).float().reshape(1, model.architecture.hyper, 2, 3)
    quality = torch.tensor([float(SELF_TEST_QUALITY)])
    index = model.scale(z, model.log_gain(quality), quality).to(torch.uint8)
    return {"quality": SELF_TEST_QUALITY, "hyperHeight": 2, "hyperWidth": 3, "hyperLatent": values,
            "scaleIndexSha256": hashlib.sha256(index.numpy().tobytes()).hexdigest()}


def facts(saved: dict) -> dict:
    recipe = {k: v for k, v in saved["recipe"].items() if k != "architecture" and v != float("inf")}
    return {"steps": saved["step"], "computeHours": round(saved["seconds"] / 3600, 2), "recipe": recipe}


@torch.no_grad()
def export(checkpoint: Path, out: Path, name: str, images, strength: float = None):
    model, saved = averaged_model(checkpoint), torch.load(checkpoint, map_location="cpu")
    training = facts(saved)
    strength = training["recipe"].get("dead_zone", 0.5) if strength is None else strength
    dead_zone = entropy.dead_zone(strength)
    bounds = prove_exact(model)
    tables, order = calibrate(model, images, dead_zone)
    grids = reordered(saved.get("grids"), order)
    out.mkdir(parents=True, exist_ok=True)
    graphs = {
        "analysis": export_graphs.analysis(model),
        "hyper_analysis": export_graphs.hyper_analysis(model),
        "scale": export_graphs.scale(model),
        "residual": export_graphs.residual(model, dead_zone),
        "mean": export_graphs.mean(model),
        "synthesis": export_graphs.synthesis(model),
    }
    files = {role: write(out / f"{role}.onnx", graph.model().SerializeToString()) for role, graph in graphs.items()}
    every = torch.arange(LEVELS).float()
    light_file = Light.beside(checkpoint)
    light = Light.load(light_file, model) if light_file.exists() else None
    stream = {
        "hyperScaleIndex": model.hyper_scale_index(every)[:, :, 0, 0].int().tolist(),
        "magnitudeTables": tables,
    }
    content = "".join(f["sha256"] for f in files.values()) + json.dumps(stream, separators=(",", ":"))
    identity = {"id": name, "sha256": hashlib.sha256(content.encode()).hexdigest()}
    decoders = [decoder("full", "synthesis", model.synthesis, model.synthesis)]
    if light:
        files["light_synthesis"] = write(out / "light_synthesis.onnx", export_graphs.synthesis(model, light.net).model().SerializeToString())
        decoders.append(decoder("light", "light_synthesis", model.synthesis, light.net))
    files["decoder"] = write(out / "decoder.bin", decoder_file(model, identity, tables, grids, light))
    description = {
        "schema": 1,
        **identity,
        "files": files,
        "decoders": decoders,
        "latentChannels": model.architecture.latent,
        "hyperChannels": model.architecture.hyper,
        "lambda": {"min": LAMBDA_MIN, "max": LAMBDA_MAX},
        "exactBounds": bounds,
        "deadZone": strength,
        "training": training,
        "selfTest": self_test(model),
        **stream,
    }
    (out / "model.json").write_text(one_row_a_line(description))
    print(f"{out}: {sum(f['bytes'] for f in files.values()) / 1e6:.1f} MB, {identity['sha256'][:8]}")


def reordered(grids: dict, order: torch.Tensor) -> dict:
    """The grids of a model whose z has been ordered."""
    if not grids:
        return grids
    seen = grids["mean.enter"]
    return grids | {"mean.enter": Grid(seen.step, seen.scales[order])}


def decoder(name: str, graph: str, synthesis: Synthesis, refinement: Refinement) -> dict:
    """A decoder of the model: the graph that is its synthesis, and what that costs."""
    return {"name": name, "synthesis": graph, "macPerPixel": mac_per_pixel(synthesis, refinement)}


def mac_per_pixel(synthesis: Synthesis, refinement: Refinement) -> int:
    """Multiplications of all convolutions: those before the shuffle by 2 run at 1/16, the others at 1/8."""
    coarse = [synthesis.linear, synthesis.overlap, refinement.enter]
    fine = [layer for layer in (*refinement.blocks.modules(), refinement.leave) if isinstance(layer, Convolution)]
    return sum(layer.weight.numel() for layer in coarse) // 256 + sum(layer.weight.numel() for layer in fine) // 64


def write(path: Path, content: bytes) -> dict:
    """Writes a file of the folder and describes it."""
    path.write_bytes(content)
    return {"name": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def one_row_a_line(description: dict) -> str:
    """JSON in which each number table's row stands on one line."""
    text = json.dumps(description, indent=1)
    lines, depth = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if depth and bare[:1] in "-0123456789]":
            lines[-1] += bare if bare[0] == "]" or lines[-1].endswith("[") else " " + bare
            depth = 0 if bare[0] == "]" else 1
            continue
        lines.append(line)
        depth = 1 if bare.endswith("[") else 0
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path, help="model folder; its name is the model's id")
    parser.add_argument("--images", required=True, help="folder of photographs to fit the entropy tables to")
    parser.add_argument("--dead-zone", type=float, help="strength of the quantizer's dead zone (default: the recipe's)")
    arguments = parser.parse_args()
    paths = find_images(arguments.images)
    images = [load_image(p) for p in paths[::max(1, len(paths) // PICTURES)]]
    export(arguments.checkpoint, arguments.out, arguments.out.name, images, arguments.dead_zone)


if __name__ == "__main__":
    main()
