"""decoder.bin: the decoder side of a model for clients that carry a runtime of their own, such as the browser SDK.

Layout (little-endian): "VGD1"; uint32 length of the header; the header, JSON in UTF-8; then each tensor's values, row-major,
back to back in the header's order. The header names every tensor with its ``type`` (int8, uint8, int16, uint16, int32,
float16, float32) and ``shape``. A tensor with a ``step`` stands for its integers times the step, times the entry of the tensor
that ``scales`` names: of L entries, element i along ``axis`` (of N) takes entry floor(i * L / N).

Everything constant is folded in, so that a runtime needs only what follows (S = scale width, W = width, A = mean width,
M and Z = channels of y and z; all layers are 1x1 or depthwise convolutions, zero-padded; leaky is LeakyReLU of slope 0.1;
shuffle is PyTorch's pixel_shuffle by 2). Tensors over quality: ``*.first`` is the row of quality 0, ``*.change`` the
differences to the next; ``*.anchors`` are 8 rows, linearly interpolated over quality 0..63.

    scale index (integers, exact; shift k means floor(x / 2^k); act clips to 0..255)
      a = act(scale.enter * z + scale.condition[quality] >> shifts[0])        [4S, H/64, W/64]
      a = act(scale.near * shuffle(a) >> shifts[1])                           depthwise 3x3
      a = act(scale.widen * a >> shifts[2])                                   [4S]
      a = act(scale.far * shuffle(a) >> shifts[3])                            depthwise 3x3
      index = clip((scale.leave * a >> shifts[4]) + scale.offset[quality], 0, 63)
    block (a residual block): x += spatial_out(spatial(leaky(spatial_in(x)))); x += channel_out(leaky(channel_in(x)))
    mean: y from z and the residual r
      x = leaky(mean.enter * z * (1 + condition_scale) + condition_shift)     [4A]
      x = block mean.near(shuffle(x)); features = block mean.far(shuffle(leaky(mean.widen * x)))
      mu = mean.first * features; step = exp(clip(mean.log_step * features, -logStepMax, logStepMax))
      For each of the positions (0,0), (1,1), (0,1), (1,0) of every 2x2 cell, in that order: y = mu + r * step there. Before
      the second, third and fourth mu is renewed from all y known so far (zero elsewhere), by mean.steps.0, .1, .2:
      u = enter * concat(asinh(y), features); u += leaky(mix * leaky(spatial 5x5 * leaky(u))); mu = linear 3x3 * y + leave * u
    synthesis
      y *= exp(synthesis.inverse_gain[quality])
      met = y + synthesis.overlap (3x3, full, of the first channels of y)
      x = shuffle(synthesis.enter * y) * (1 + condition_scale) + condition_shift    [W] at 1/8
      x = blocks synthesis.blocks.0, 1, ...
      image = shuffle16(synthesis.linear * met) + shuffle8(synthesis.leave * x), rounded, clipped to 0..255: R, G, B planes
    light, where the header names its width and blocks: another enter, condition, blocks and leave for the same formulas, a cheaper
    picture of the same latents; inverse_gain, overlap and linear are the synthesis's own
"""

import json
import math
from dataclasses import dataclass

import numpy
import torch

from .networks import LOG_STEP_MAX, LOG_STEP_SCALE, OVERLAP_SCALE, PIXEL_CENTRE, RESIDUAL_SCALE
from .quality import LEVELS

MAGIC = b"VGD1"
BLOCK_LAYERS = ("spatial_in", "spatial", "spatial_out", "channel_in", "channel_out")
BYTE_MAX = 127


@dataclass
class Grid:
    """What a layer's folded weight is held to: whole multiples of ``step`` times ``scales`` (half precision, one an input channel)."""

    step: float
    scales: torch.Tensor


if hasattr(torch.serialization, "add_safe_globals"):  # where checkpoints load no class that is not named
    torch.serialization.add_safe_globals([Grid])


class FloatLayer:
    """A convolution with what the runtime need not know folded in: ``factor`` (a number or one for each input channel [I])
    into its weight, ``bias_factor`` and ``bias_shift`` into its bias."""

    def __init__(self, layer, factor=1.0, bias_factor=1.0, bias_shift=0.0):
        self.layer = layer
        self.axis = 0 if layer.groups > 1 else 1
        inputs = layer.in_channels
        self.column = (inputs, 1, 1, 1) if layer.groups > 1 else (1, inputs, 1, 1)
        self.factor = torch.as_tensor(factor, device=layer.weight.device).expand(inputs)
        self.folded = layer.weight.detach() * self.factor.reshape(self.column)
        self.bias = None if layer.bias is None else layer.bias.detach() * bias_factor + bias_shift

    def unit(self, grid: Grid):
        """What the layer's own weight is held to multiples of."""
        return (grid.step * grid.scales.to(self.factor) / self.factor).reshape(self.column)

    def integers(self, grid: Grid):
        return torch.round(self.layer.weight.detach() / self.unit(grid))


class Tensors:
    """The tensors in file order."""

    def __init__(self):
        self.names, self.bytes = [], []

    def put(self, name: str, values, kind: str, more: dict = None):
        array = values.detach().cpu().numpy() if hasattr(values, "detach") else numpy.asarray(values)
        stored = array.astype(kind)
        exact = kind.startswith("float") or numpy.array_equal(stored.astype(array.dtype), array)
        if not exact:
            raise SystemExit(f"{name}: values beyond {kind}")
        self.names.append({"name": name, "type": kind, "shape": list(array.shape)} | (more or {}))
        self.bytes.append(numpy.ascontiguousarray(stored).astype(stored.dtype.newbyteorder("<")).tobytes())

    def weight(self, name: str, layer: FloatLayer, grid: Grid = None):
        """A weight of a float layer: the integers of its grid; without one float32."""
        if grid is None:
            return self.put(f"{name}.weight", layer.folded.flatten(1), "float32")
        self.put(f"{name}.scales", grid.scales, "float16")
        integers = layer.integers(grid)
        kind = "int8" if float(integers.abs().max()) <= BYTE_MAX else "int16"
        self.put(f"{name}.weight", integers.flatten(1), kind, {"step": grid.step, "scales": f"{name}.scales", "axis": layer.axis})

    def over_quality(self, name: str, rows):
        self.put(f"{name}.first", rows[0], "int32")
        self.put(f"{name}.change", rows[1:] - rows[:-1], "int16")

    def content(self, facts: dict) -> bytes:
        header = json.dumps(facts | {"tensors": self.names}, separators=(",", ":")).encode()
        return MAGIC + len(header).to_bytes(4, "little") + header + b"".join(self.bytes)


def float_layers(model):
    """Name and layer of every float layer of the decoder, in file order."""
    mean, net = model.mean, model.synthesis
    yield "mean.enter", FloatLayer(mean.enter, 0.25)
    yield from _block("mean.near", mean.near)
    yield "mean.widen", FloatLayer(mean.widen)
    yield from _block("mean.far", mean.far)
    yield "mean.first", FloatLayer(mean.first)
    yield "mean.log_step", FloatLayer(mean.log_step, LOG_STEP_SCALE, LOG_STEP_SCALE)
    for turn, step in enumerate(mean.steps):
        for part in ("enter", "spatial", "mix", "linear", "leave"):
            yield f"mean.steps.{turn}.{part}", FloatLayer(getattr(step, part))
    strongest = net.overlap.weight.shape[1]
    yield "synthesis.overlap", FloatLayer(net.overlap, net.normal[0, :strongest, 0, 0] * OVERLAP_SCALE)
    yield from refinement_layers("synthesis", net, net.normal)
    yield "synthesis.linear", FloatLayer(net.linear)


def refinement_layers(name: str, part, normal: torch.Tensor):
    """The layers of a refinement that sees y times ``normal``."""
    yield f"{name}.enter", FloatLayer(part.enter, normal[0, :, 0, 0])
    for number, block in enumerate(part.blocks):
        yield from _block(f"{name}.blocks.{number}", block)
    yield f"{name}.leave", FloatLayer(part.leave, RESIDUAL_SCALE, RESIDUAL_SCALE, PIXEL_CENTRE)


def _block(name, block):
    for part in BLOCK_LAYERS:
        yield f"{name}.{part}", FloatLayer(getattr(block, part))


@torch.no_grad()
def decoder_file(model, facts: dict, magnitude_tables: list, grids: dict = None, light=None) -> bytes:
    """``facts``: id and sha256 of the model; ``magnitude_tables``: the stream's; ``grids``: what each layer's weight is held to
    (none: all is float32); ``light``: the Light decoder that goes along, if any."""
    small = "float16" if grids else "float32"
    a, out = model.architecture, Tensors()
    _entropy(model, magnitude_tables, out)
    _scale(model, out)
    _layers(float_layers(model), grids or {}, small, out)
    for name, part in (("mean", model.mean), ("synthesis", model.synthesis)):
        _condition(name, part, small, out)
    out.put("synthesis.inverse_gain.anchors", model.log_inverse_gain.anchors, "float32")
    scale = model.scale
    header = facts | {
        "latentChannels": a.latent, "hyperChannels": a.hyper, "width": a.width, "meanWidth": a.mean_width, "scaleWidth": a.scale_width,
        "synthesisBlocks": a.synthesis_blocks, "overlapChannels": model.synthesis.overlap.weight.shape[1], "logStepMax": LOG_STEP_MAX,
        "shifts": [layer.shift for layer in (scale.enter, scale.near, scale.widen, scale.far, scale.leave)]}
    if light:
        _layers(refinement_layers("light", light.net, model.synthesis.normal), light.grids or {}, small, out)
        _condition("light", light.net, small, out)
        header["light"] = {"width": light.net.leave.in_channels, "blocks": len(light.net.blocks)}
    return out.content(header)


def grids_of(path) -> dict:
    """The grids by layer of a decoder.bin; none where its weights are float32."""
    content = path.read_bytes()
    at = 8 + int.from_bytes(content[4:8], "little")
    scales, grids = {}, {}
    for tensor in json.loads(content[8:at])["tensors"]:
        kind = numpy.dtype(tensor["type"]).newbyteorder("<")
        count = math.prod(tensor["shape"])
        if tensor["name"].endswith(".scales"):
            scales[tensor["name"]] = torch.from_numpy(numpy.frombuffer(content, kind, count, at).astype(numpy.float16))
        if "step" in tensor:
            grids[tensor["name"].removesuffix(".weight")] = Grid(tensor["step"], scales[tensor["scales"]])
        at += count * kind.itemsize
    return grids


def _layers(layers, grids: dict, small: str, out: Tensors):
    for name, layer in layers:
        out.weight(name, layer, grids.get(name))
        if layer.bias is not None:
            out.put(f"{name}.bias", layer.bias, small)


def _condition(name: str, part, small: str, out: Tensors):
    for table in ("scale", "shift"):
        out.put(f"{name}.condition_{table}.anchors", getattr(part.condition, table).anchors, small)


def _entropy(model, magnitude_tables: list, out: Tensors):
    out.put("hyper_scale_index", model.hyper_scale_index(torch.arange(LEVELS).float())[:, :, 0, 0], "uint8")
    out.put("magnitude_tables.length", numpy.array([len(row) for row in magnitude_tables]), "uint16")
    out.put("magnitude_tables.frequency", numpy.array([f for row in magnitude_tables for f in row]), "uint16")


def _scale(model, out: Tensors):
    net, every = model.scale, torch.arange(LEVELS).float()
    for name in ("enter", "near", "widen", "far", "leave"):
        weight, bias = getattr(net, name).integers()
        out.put(f"scale.{name}.weight", weight.flatten(1), "int8")
        out.put(f"scale.{name}.bias", bias, "int32")
    out.over_quality("scale.condition", torch.round(net.condition.rows() * 16 * 2.0 ** net.enter.shift))
    out.over_quality("scale.offset", net.gain_offset(model.log_gain(every), every)[:, :, 0, 0])
