"""The graphs of the mean network, whose context steps each reconstruct one position of every 2x2 cell of the latent grid.

A step needs its mean at its own quarter of the positions only, and what is not yet known is zero. So all is held by position, as
four planes of half the width and height, and a kernel that spans the grid falls apart into one kernel for each plane it looks at:

    the 3x3 kernel of a step at (1, 1), on the plane of (0, 0): its four corners, a 2x2 kernel
    its 5x5 kernel: 3x3, 3x2, 2x3 and 2x2, on the planes of (1, 1), (1, 0), (0, 1) and (0, 0)
"""

import numpy
import torch

from . import entropy
from .graph_layers import asinh, convolution, depthwise_block, leaky, modulation
from .graph_tensors import hyper_latent_shape, latent_shape, quality_of, squared_error_shape
from .networks import CONTEXT_STEPS, LOG_STEP_MAX, LOG_STEP_SCALE
from .onnx_graph import Graph
from .quality import LEVELS, matched_gain

SKIPPED = -1e9
"""A rounding offset by which every value rounds to zero."""


def taps(kernel: int, target: int, source: int):
    """What a kernel of that many taps, centred at ``target`` (0 or 1, of every two positions), sees of the positions ``source``:
    its taps, and how many cells they begin before the target's and end behind it."""
    seen = [tap for tap in range(kernel) if (target + tap - kernel // 2) % 2 == source]
    cells = [(target + tap - kernel // 2) // 2 for tap in seen]
    return seen, -cells[0], cells[-1]


def subkernel(weight, target, source):
    """The part of a depthwise weight [C, 1, k, k] centred at ``target`` that sees ``source``, and the padding it takes."""
    rows, top, bottom = taps(weight.shape[2], target[0], source[0])
    columns, left, right = taps(weight.shape[3], target[1], source[1])
    return weight[:, :, rows][:, :, :, columns], [top, left, bottom, right]


def depthwise(g, layer, planes: dict, target):
    """A depthwise layer at one position of each cell, of planes by position; those that lack are zero."""
    total = None
    for position, plane in planes.items():
        weight, pads = subkernel(layer.weight, target, position)
        part = g.convolve(plane, weight, layer.bias if total is None else None, groups=layer.groups, pads=pads)
        total = part if total is None else g.add(total, part)
    return total


def planes_of(g, a, channels):
    return {position: g.every_second(a, channels, *position) for position in CONTEXT_STEPS}


def whole_of(g, planes: dict):
    """Planes by position -> the grid."""
    return g.node("DepthToSpace", g.node("Concat", *(planes[p] for p in sorted(planes)), axis=1), blocksize=2, mode="DCR")


def features_of(g, net, z, quality):
    width = net.far.spatial.weight.shape[0]
    x = leaky(g, modulation(g, net.condition, g.convolve(z, net.enter.weight * 0.25, net.enter.bias), quality))
    x = depthwise_block(g, net.near, g.moved(g.shuffle(x, 2), width))
    x = g.shuffle(leaky(g, convolution(g, net.widen, x)), 2)
    return planes_of(g, depthwise_block(g, net.far, g.moved(x, width)), width)


def mean_steps(g, net, z, quality, reconstruct):
    """The four context steps; ``reconstruct(position, mean, step)`` gives a position's latents. Returns the planes of all."""
    features, known, curved = features_of(g, net, z, quality), {}, {}
    for turn, position in enumerate(CONTEXT_STEPS):
        seen = features[position]
        mean = context_step(g, net.steps[turn - 1], features, known, curved, position) if turn else convolution(g, net.first, seen)
        log_step = g.convolve(seen, net.log_step.weight * LOG_STEP_SCALE, net.log_step.bias * LOG_STEP_SCALE)
        step = g.node("Exp", g.clip(log_step, -LOG_STEP_MAX, LOG_STEP_MAX))
        known[position] = reconstruct(position, mean, step)
        if turn < len(net.steps):
            curved[position] = asinh(g, known[position])
    return known


def context_step(g, step, features, known, curved, target):
    of_known, of_features = enter_parts(step.enter.weight, step.linear.weight.shape[0])
    x = {}
    for position, seen in features.items():
        x[position] = g.convolve(seen, of_features, step.enter.bias)
        if position in known:
            x[position] = g.add(x[position], g.convolve(curved[position], of_known))
    inner = leaky(g, depthwise(g, step.spatial, {position: leaky(g, a) for position, a in x.items()}, target))
    mixed = g.add(x[target], leaky(g, convolution(g, step.mix, inner)))
    return g.add(convolution(g, step.leave, mixed), depthwise(g, step.linear, known, target))


def enter_parts(weight, latent: int):
    """The parts of a step's first weight that see the known latents and the features of z."""
    return weight[:, :latent], weight[:, latent:]


def error_weight(model):
    """What a squared error of 1 in each channel of y adds to the picture's, by quality [64, M]: 1 where the gain fits lambda and the
    linear path keeps lengths."""
    step = matched_gain(torch.arange(LEVELS).float())[:, None] * torch.exp(model.log_inverse_gain.rows())
    return step.square() * model.synthesis.linear.weight.square().sum(dim=(0, 2, 3))


def residual(model, dead_zone) -> Graph:
    g = Graph("residual")
    channels = model.architecture.latent
    y = g.input("latent", "float", latent_shape(model))
    z = g.input("hyper_latent", "float", hyper_latent_shape(model))
    index = g.input("scale_index", "uint8", latent_shape(model))
    quality = quality_of(g)
    offset = (0.5 - dead_zone).clone()
    offset[:entropy.SKIPPED_LEVELS] = SKIPPED
    latents, offsets = planes_of(g, y, channels), planes_of(g, g.look_up(offset, index), channels)
    worth = g.table(error_weight(model), quality)
    parts, errors = {}, {}

    def reconstruct(position, mean, step):
        """Rounds to the nearest integer, towards zero within the dead zone: upwards and downwards apart, of which one gives zero."""
        smooth, bias = g.node("Div", g.node("Sub", latents[position], mean), step), offsets[position]
        up = g.node("Relu", g.node("Floor", g.add(bias, smooth)))
        down = g.node("Relu", g.node("Floor", g.node("Sub", bias, smooth)))
        parts[position] = g.node("Sub", up, down)
        rest = g.multiply(g.node("Sub", smooth, parts[position]), step)
        errors[position] = g.convolve(g.multiply(g.multiply(rest, rest), worth), numpy.ones((1, channels, 1, 1)))
        return g.add(mean, g.multiply(parts[position], step))

    mean_steps(g, model.mean, z, quality, reconstruct)
    coded = g.cast(g.clip(whole_of(g, parts), -32767, 32767), "int16")
    g.output(coded, "residual", "int16", latent_shape(model))
    g.output(whole_of(g, errors), "squared_error", "float", squared_error_shape())
    return g


def mean(model) -> Graph:
    g = Graph("mean")
    channels = model.architecture.latent
    r = g.cast(g.input("residual", "int16", latent_shape(model)), "float")
    z = g.input("hyper_latent", "float", hyper_latent_shape(model))
    quality = quality_of(g)
    residuals = planes_of(g, r, channels)
    known = mean_steps(g, model.mean, z, quality, lambda position, mean, step: g.add(mean, g.multiply(residuals[position], step)))
    g.output(whole_of(g, known), "latent", "float", latent_shape(model))
    return g
