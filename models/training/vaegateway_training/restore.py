"""A run from an exported model folder: python3 -m vaegateway_training.restore --model ../vg9 --images DIR --out runs/vg9

The inverse of export.py, where a model's checkpoint is not at hand: checkpoint.pt and light.pt with the averaged weights and the grids
they are held to, for light.py, evaluate.py and export.py, and to start another run from. The optimiser's state is not restored.

The graphs hold each weight multiplied by its layer's constants and each quality table written out in 64 rows; both are
undone here. The exact scale network's weights come back as the integers they were rounded to.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from .context_graphs import enter_parts, subkernel
from .data import find_images, load_image
from .decoder_file import grids_of
from .entropy import SCALE_STEP
from .exact import ExactLayer
from .klt import block_klt
from .model import Architecture, Autoencoder
from .networks import CONTEXT_STEPS, Convolution, FEATURE_SCALE, LOG_STEP_SCALE, OVERLAP_SCALE, PIXEL_CENTRE, RESIDUAL_SCALE, Refinement
from .onnx_graph import MOVE
from .quality import LEVELS

BLOCK_LAYERS = 5
BLOCK_VALUES = 3 * 16 * 16


class Weights:
    """A graph's convolutions and quality tables, each taken in the order of its nodes."""

    def __init__(self, folder: Path, role: str):
        graph = onnx.load(str(folder / f"{role}.onnx")).graph
        values = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
        self.convolutions = [[values[name] for name in n.input[1:]] for n in graph.node if n.op_type == "Conv" and not n.name.startswith(MOVE)]
        self.tables = [values[n.input[0]][:, :, 0, 0] for n in graph.node
                       if n.op_type == "Gather" and n.input[0] in values and values[n.input[0]].dim() == 4]
        self.layer, self.table = iter(self.convolutions), iter(self.tables)

    def convolution(self, target, weight=1.0, bias=1.0, shift=0.0):
        """Fills a layer whose graph holds ``weight`` times its weight and ``bias`` times its bias plus ``shift``."""
        found = next(self.layer)
        target.weight.copy_((found[0] / weight).reshape(target.weight.shape))
        if len(found) > 1:
            target.bias.copy_((found[1] - shift) / bias)

    def take(self, bias=None):
        """The next convolution's weight; its bias goes into ``bias``."""
        found = next(self.layer)
        if bias is not None:
            bias.copy_(found[1])
        return found[0]

    def exact(self, target: ExactLayer):
        self.convolution(target, target.resolution, 2.0 ** target.shift)

    def block(self, target):
        for layer in (target.spatial_in, target.spatial, target.spatial_out, target.channel_in, target.channel_out):
            self.convolution(layer)

    def modulation(self, target):
        self.rows(target.scale, lambda rows: rows - 1)
        self.rows(target.shift)

    def rows(self, target, inverse=lambda rows: rows):
        """Fills a quality table by the rows at its anchors."""
        target.anchors.copy_(inverse(next(self.table))[::(LEVELS - 1) // (target.anchors.shape[0] - 1)])


def architecture_of(analysis: Weights, mean: Weights, synthesis: Weights, scale: Weights) -> Architecture:
    return Architecture(
        latent=synthesis.tables[0].shape[1],
        hyper=mean.convolutions[0][0].shape[1],
        width=analysis.convolutions[0][0].shape[0],
        analysis_blocks=(len(analysis.convolutions) - 3) // BLOCK_LAYERS,
        synthesis_blocks=(len(synthesis.convolutions) - 4) // BLOCK_LAYERS,
        mean_width=mean.convolutions[0][0].shape[0] // 4,
        scale_width=scale.convolutions[0][0].shape[0] // 4)


def restore(folder: Path, basis: torch.Tensor, sigma: torch.Tensor) -> dict:
    """A model folder -> the parts of a checkpoint that a new run starts from; basis, sigma: the KLT of its own images."""
    model, span = restored_model(folder, sigma, basis), described(folder)["lambda"]
    return {"average": model.state_dict(), "architecture": asdict(model.architecture), "basis": basis, "sigma": sigma,
            "lambda": (span["min"], span["max"]), "grids": grids_in(folder, light=False)}


def grids_in(folder: Path, light: bool):
    """The grids that the weights of a folder's full or light decoder are held to, by layer; None where they are free."""
    return {k: v for k, v in grids_of(folder / "decoder.bin").items() if k.startswith("light.") == light} or None


def described(folder: Path) -> dict:
    return json.loads((folder / "model.json").read_text())


@torch.no_grad()
def restored_light(folder: Path, normal: torch.Tensor) -> Refinement:
    """The light decoder's refinement; normal: the model's, of its synthesis."""
    weights = Weights(folder, "light_synthesis")
    entered, blocks = weights.convolutions[1][0], (len(weights.convolutions) - 4) // BLOCK_LAYERS
    net = Refinement(entered.shape[1], entered.shape[0] // 4, blocks)
    weights.take()  # overlap
    next(weights.table)  # inverse gain
    _refinement(weights, net, normal)
    return net


@torch.no_grad()
def restored_model(folder: Path, sigma: torch.Tensor = None, basis: torch.Tensor = None) -> Autoencoder:
    """The model of a folder, ready for evaluation; sigma, the KLT's, only splits a product of weights in two."""
    analysis, hyper_analysis, scale, mean, synthesis = (
        Weights(folder, role) for role in ("analysis", "hyper_analysis", "scale", "mean", "synthesis"))
    architecture = architecture_of(analysis, mean, synthesis, scale)
    description = described(folder)
    basis = torch.zeros(architecture.latent, BLOCK_VALUES) if basis is None else basis
    model = Autoencoder(architecture, basis, torch.ones(architecture.latent) if sigma is None else sigma)
    _analysis(analysis, model.analysis)
    _hyper_analysis(hyper_analysis, model)
    _scale(scale, model, description)
    _mean(mean, model.mean)
    _synthesis(synthesis, model)
    return model.eval()


def _analysis(weights: Weights, net):
    weights.convolution(net.enter, FEATURE_SCALE)
    weights.modulation(net.condition)
    for block in net.blocks:
        weights.block(block)
    weights.convolution(net.leave, RESIDUAL_SCALE, RESIDUAL_SCALE)
    weights.convolution(net.linear)


def _hyper_analysis(weights: Weights, model: Autoencoder):
    net = model.hyper_analysis
    weights.rows(model.log_gain, torch.log)
    weights.convolution(net.enter)
    weights.block(net.near)
    weights.convolution(net.down)
    weights.block(net.far)
    weights.convolution(net.leave)
    weights.rows(net.gain, lambda rows: torch.log(rows / 4))


def _scale(weights: Weights, model: Autoencoder, description: dict):
    net = model.scale
    weights.exact(net.enter)
    weights.rows(net.condition, lambda rows: rows / (16 * 2.0 ** net.enter.shift))
    for layer in (net.near, net.widen, net.far, net.leave):
        weights.exact(layer)
    weights.rows(net.offset, lambda rows: rows * SCALE_STEP - model.log_gain.rows())
    index = torch.tensor(description["hyperScaleIndex"]).float()
    model.hyper_scale.anchors.copy_(index[::(LEVELS - 1) // (model.hyper_scale.anchors.shape[0] - 1)])


def _mean(weights: Weights, net):
    weights.convolution(net.enter, 0.25)
    weights.modulation(net.condition)
    weights.block(net.near)
    weights.convolution(net.widen)
    weights.block(net.far)
    weights.convolution(net.first)
    weights.convolution(net.log_step, LOG_STEP_SCALE, LOG_STEP_SCALE)
    for turn, step in enumerate(net.steps, 1):
        _context_step(weights, step, CONTEXT_STEPS[:turn], CONTEXT_STEPS[turn])


def _context_step(weights: Weights, step, known, target):
    """A step's kernels, put together again of the parts for each position; the taps of ``linear`` that see nothing known stay zero."""
    of_known, of_features = enter_parts(step.enter.weight, step.linear.weight.shape[0])
    for position in CONTEXT_STEPS:
        of_features.copy_(weights.take(step.enter.bias))
        if position in known:
            of_known.copy_(weights.take())
    _depthwise(weights, step.spatial, CONTEXT_STEPS, target)
    weights.convolution(step.mix)
    weights.convolution(step.leave)
    step.linear.weight.zero_()
    _depthwise(weights, step.linear, known, target)
    weights.take()  # log_step once more, for the target


def _depthwise(weights: Weights, layer, positions, target):
    for number, position in enumerate(positions):
        place = torch.arange(layer.weight.numel()).reshape(layer.weight.shape)
        places, _ = subkernel(place, target, position)
        layer.weight.view(-1)[places] = weights.take(layer.bias if number == 0 else None)


def _synthesis(weights: Weights, model: Autoencoder):
    net = model.synthesis
    weights.rows(model.log_inverse_gain, torch.log)
    overlap = weights.convolutions[0][0]
    net.overlap = Convolution(overlap.shape[1], overlap.shape[0], 3, padding=1, bias=False)
    weights.convolution(net.overlap, net.normal[:, :overlap.shape[1]] * OVERLAP_SCALE)
    _refinement(weights, net, net.normal)
    weights.convolution(net.linear)


def _refinement(weights: Weights, net: Refinement, normal: torch.Tensor):
    weights.convolution(net.enter, normal)
    weights.modulation(net.condition)
    for block in net.blocks:
        weights.block(block)
    weights.convolution(net.leave, RESIDUAL_SCALE, RESIDUAL_SCALE, shift=PIXEL_CENTRE)


def restore_run(folder: Path, images, out: Path):
    """Writes checkpoint.pt, and light.pt where the folder has a light decoder; not over a run that is there."""
    if (out / "checkpoint.pt").exists():
        raise SystemExit(f"{out} holds a run already: name another folder with --out, or remove its checkpoint.pt")
    description = described(folder)
    saved = restore(folder, *block_klt(images, description["latentChannels"]))
    facts = description["training"]
    out.mkdir(parents=True, exist_ok=True)
    torch.save(saved | {"recipe": facts["recipe"], "step": facts["steps"], "seconds": 3600 * facts["computeHours"]}, out / "checkpoint.pt")
    if (folder / "light_synthesis.onnx").exists():
        net = restored_light(folder, saved["average"]["synthesis.normal"])
        torch.save({"average": net.state_dict(), "grids": grids_in(folder, light=True),
                    "recipe": {"width": net.leave.in_channels, "blocks": len(net.blocks)}}, out / "light.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, type=Path, help="model folder (holds model.json)")
    parser.add_argument("--images", required=True, help="folder of training photographs, searched recursively")
    parser.add_argument("--out", required=True, type=Path, help="folder for checkpoint.pt and light.pt")
    arguments = parser.parse_args()
    restore_run(arguments.model, [load_image(p) for p in find_images(arguments.images)], arguments.out)


if __name__ == "__main__":
    main()
