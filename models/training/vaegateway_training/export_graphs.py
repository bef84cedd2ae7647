"""The five ONNX graphs of a model, layer for layer those of networks.py and exact.py.

    analysis   image uint8 [1, H, W, 3], quality            -> latent, hyper_latent
    scale      hyper_latent, quality                         -> scale_index uint8 (exact)
    residual   latent, hyper_latent, scale_index, quality    -> residual int16 (encoder side of the mean network)
    mean       residual, hyper_latent, quality               -> latent          (decoder side of the mean network)
    synthesis  latent, quality                               -> image uint8 [1, H, W, 3]

quality is int64 [1]. latent is y after the gain, [1, M, H/16, W/16]; hyper_latent is the rounded z, [1, Z, H/64, W/64].
"""

import numpy
import torch

from . import entropy
from .exact import ACTIVATION_MAX, HYPER_LATENT_MAX
from .networks import CONTEXT_STEPS, FEATURE_SCALE, LOG_STEP_MAX, LOG_STEP_SCALE, OVERLAP_SCALE, PIXEL_CENTRE, RESIDUAL_SCALE, SLOPE
from .onnx_graph import Graph

IMAGE_SHAPE = [1, "height", "width", 3]


def leaky(g, a):
    return g.node("LeakyRelu", a, alpha=SLOPE)


def convolution(g, layer, a):
    return g.convolve(a, layer.weight, layer.bias, groups=layer.groups)


def depthwise_block(g, block, a):
    spatial = convolution(g, block.spatial, leaky(g, convolution(g, block.spatial_in, a)))
    a = g.add(a, convolution(g, block.spatial_out, spatial))
    return g.add(a, convolution(g, block.channel_out, leaky(g, convolution(g, block.channel_in, a))))


def modulation(g, layer, a, quality):
    return g.add(g.multiply(a, g.table(1 + layer.scale.rows(), quality)), g.table(layer.shift.rows(), quality))


def analysis(model) -> Graph:
    net, g = model.analysis, Graph("analysis")
    image = g.input("image", "uint8", IMAGE_SHAPE)
    quality = g.input("quality", "int64", [1])
    planar = g.node("Transpose", g.cast(image, "float"), perm=[0, 3, 1, 2])
    centred = g.add(planar, g.constant(-PIXEL_CENTRE))
    x = g.convolve(centred, net.enter.weight * FEATURE_SCALE, net.enter.bias, stride=8)
    x = modulation(g, net.condition, x, quality)
    for block in net.blocks:
        x = depthwise_block(g, block, x)
    residual = g.convolve(x, net.leave.weight * RESIDUAL_SCALE, net.leave.bias * RESIDUAL_SCALE, stride=2)
    linear = g.convolve(centred, net.linear.weight, stride=16)
    y = g.multiply(g.add(linear, residual), g.table(torch.exp(model.log_gain.rows()), quality))
    g.output(y, "latent", "float", [1, model.architecture.latent, "latent_height", "latent_width"])
    z = hyper_analysis(g, model.hyper_analysis, y, quality)
    g.output(z, "hyper_latent", "float", [1, model.architecture.hyper, "hyper_height", "hyper_width"])
    return g


def hyper_analysis(g, net, y, quality):
    x = depthwise_block(g, net.near, leaky(g, convolution(g, net.enter, g.node("Asinh", y))))
    x = leaky(g, g.convolve(x, net.down.weight, net.down.bias, stride=2))
    x = depthwise_block(g, net.far, x)
    x = g.convolve(x, net.leave.weight, net.leave.bias, stride=2)
    x = g.multiply(x, g.table(torch.exp(net.gain.rows()) * 4, quality))
    return g.clip(g.node("Round", x), -HYPER_LATENT_MAX, HYPER_LATENT_MAX)


def scale(model) -> Graph:
    net, g = model.scale, Graph("scale")
    z = g.input("hyper_latent", "float", [1, model.architecture.hyper, "hyper_height", "hyper_width"])
    quality = g.input("quality", "int64", [1])

    def layer(layer, a, offset=None):
        weight, bias = layer.integers()
        total = g.convolve(a, weight, bias, groups=layer.groups)
        total = total if offset is None else g.add(total, g.table(offset, quality))
        return g.node("Floor", g.scale(total, 2.0 ** -layer.shift))

    def activated(a):
        return g.clip(a, 0, ACTIVATION_MAX)

    condition = torch.round(net.condition.rows() * 16 * 2.0 ** net.enter.shift)
    a = activated(layer(net.enter, g.clip(z, -HYPER_LATENT_MAX, HYPER_LATENT_MAX), condition))
    a = activated(layer(net.near, g.shuffle(a, 2)))
    a = activated(layer(net.widen, a))
    a = activated(layer(net.far, g.shuffle(a, 2)))
    every = torch.arange(64).float()
    offset = net.gain_offset(model.log_gain(every), every)[:, :, 0, 0]
    index = g.clip(g.add(layer(net.leave, a), g.table(offset, quality)), 0, entropy.SCALE_LEVELS - 1)
    g.output(g.cast(index, "uint8"), "scale_index", "uint8", [1, model.architecture.latent, "latent_height", "latent_width"])
    return g


def mean_steps(g, net, z, quality, reconstruct):
    """The four context steps; ``reconstruct(mean, step, mask)`` as in MeanNetwork. Returns the reconstructed latent."""
    x = leaky(g, modulation(g, net.condition, g.convolve(z, net.enter.weight * 0.25, net.enter.bias), quality))
    x = depthwise_block(g, net.near, g.shuffle(x, 2))
    features = depthwise_block(g, net.far, g.shuffle(leaky(g, convolution(g, net.widen, x)), 2))
    mean = convolution(g, net.first, features)
    log_step = g.convolve(features, net.log_step.weight * LOG_STEP_SCALE, net.log_step.bias * LOG_STEP_SCALE)
    step = g.node("Exp", g.clip(log_step, -LOG_STEP_MAX, LOG_STEP_MAX))
    cells = g.cell_shape(features)
    known = None
    for turn, position in enumerate(CONTEXT_STEPS):
        if turn > 0:
            mean = context_step(g, net.steps[turn - 1], features, known)
        mask = numpy.zeros((1, 1, 2, 2))
        mask[0, 0, position[0], position[1]] = 1
        part = reconstruct(mean, step, g.node("Tile", g.constant(mask), cells))
        known = part if known is None else g.add(known, part)
    return known


def context_step(g, step, features, known):
    x = convolution(g, step.enter, g.node("Concat", g.node("Asinh", known), features, axis=1))
    inner = leaky(g, convolution(g, step.spatial, leaky(g, x)))
    x = g.add(x, leaky(g, convolution(g, step.mix, inner)))
    return g.add(convolution(g, step.linear, known), convolution(g, step.leave, x))


def residual(model, dead_zone) -> Graph:
    g = Graph("residual")
    channels = model.architecture.latent
    y = g.input("latent", "float", [1, channels, "latent_height", "latent_width"])
    z = g.input("hyper_latent", "float", [1, model.architecture.hyper, "hyper_height", "hyper_width"])
    index = g.input("scale_index", "uint8", [1, channels, "latent_height", "latent_width"])
    quality = g.input("quality", "int64", [1])
    wide = g.cast(index, "int64")
    bias = g.node("Gather", g.constant(0.5 - dead_zone), wide, axis=0)
    coded = g.node("Gather", g.constant(numpy.arange(entropy.SCALE_LEVELS) >= entropy.SKIPPED_LEVELS), wide, axis=0)
    parts = []

    def reconstruct(mean, step, mask):
        smooth = g.node("Div", g.node("Sub", y, mean), step)
        magnitude = g.node("Floor", g.add(g.node("Abs", smooth), bias))
        rounded = g.multiply(g.multiply(g.node("Sign", smooth), magnitude), g.multiply(coded, mask))
        parts.append(rounded)
        return g.add(g.multiply(mean, mask), g.multiply(rounded, step))

    mean_steps(g, model.mean, z, quality, reconstruct)
    total = parts[0]
    for part in parts[1:]:
        total = g.add(total, part)
    g.output(g.cast(g.clip(total, -32767, 32767), "int16"), "residual", "int16", [1, channels, "latent_height", "latent_width"])
    return g


def mean(model) -> Graph:
    g = Graph("mean")
    channels = model.architecture.latent
    r = g.cast(g.input("residual", "int16", [1, channels, "latent_height", "latent_width"]), "float")
    z = g.input("hyper_latent", "float", [1, model.architecture.hyper, "hyper_height", "hyper_width"])
    quality = g.input("quality", "int64", [1])
    known = mean_steps(g, model.mean, z, quality, lambda mean, step, mask: g.multiply(g.add(mean, g.multiply(r, step)), mask))
    g.output(known, "latent", "float", [1, channels, "latent_height", "latent_width"])
    return g


def synthesis(model) -> Graph:
    net, g = model.synthesis, Graph("synthesis")
    channels = model.architecture.latent
    y = g.input("latent", "float", [1, channels, "latent_height", "latent_width"])
    quality = g.input("quality", "int64", [1])
    y = g.multiply(y, g.table(torch.exp(model.log_inverse_gain.rows()), quality))
    strongest = net.overlap.weight.shape[1]
    scale = net.normal[:, :strongest] * OVERLAP_SCALE
    overlap = g.convolve(g.channels(y, strongest), net.overlap.weight * scale)
    x = g.shuffle(g.convolve(y, net.enter.weight * net.normal, net.enter.bias), 2)
    x = modulation(g, net.condition, x, quality)
    for block in net.blocks:
        x = depthwise_block(g, block, x)
    residual = g.convolve(x, net.leave.weight * RESIDUAL_SCALE, net.leave.bias * RESIDUAL_SCALE + PIXEL_CENTRE)
    image = g.add(g.shuffle(g.convolve(g.add(y, overlap), net.linear.weight), 16), g.shuffle(residual, 8))
    pixels = g.cast(g.clip(g.node("Round", image), 0, 255), "uint8")
    g.output(g.node("Transpose", pixels, perm=[0, 2, 3, 1]), "image", "uint8", IMAGE_SHAPE)
    return g
