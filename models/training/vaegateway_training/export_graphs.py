"""The ONNX graphs of a model, layer for layer those of networks.py and exact.py.

    analysis        image uint8 [B, H, W, 3], quality            -> coefficients
    hyper_analysis  coefficients, quality                        -> latent, hyper_latent (not rounded)
    scale           hyper_latent, quality                        -> scale_index uint8 (exact)
    residual        latent, hyper_latent, scale_index, quality   -> residual int16, squared_error (encoder side of the mean network)
    mean            residual, hyper_latent, quality              -> latent          (decoder side of the mean network)
    synthesis       latent, quality                              -> image uint8 [B, H, W, 3]

light_synthesis is synthesis with the light decoder's refinement.
quality is int64 [B]: a batch may hold images of several. coefficients are y before the gain and latent is y after it, both
[B, M, H/16, W/16]; hyper_latent is z, [B, Z, H/64, W/64], rounded by the encoder; squared_error is the sum over y's channels of what the
residuals leave of it, each by its part in the picture's error (error_weight), [B, 1, H/16, W/16].
"""

import numpy
import torch

from . import entropy
from .context_graphs import mean, residual
from .exact import ACTIVATION_MAX, HYPER_LATENT_MAX
from .graph_layers import asinh, convolution, depthwise_block, leaky, modulation
from .graph_tensors import IMAGE_SHAPE, hyper_latent_shape, latent_shape, quality_of
from .networks import FEATURE_SCALE, OVERLAP_SCALE, PIXEL_CENTRE, RESIDUAL_SCALE
from .onnx_graph import Graph

__all__ = ["analysis", "hyper_analysis", "scale", "residual", "mean", "synthesis"]


def analysis(model) -> Graph:
    net, g = model.analysis, Graph("analysis")
    image = g.input("image", "uint8", IMAGE_SHAPE)
    quality = quality_of(g)
    planar = g.node("Transpose", image, perm=[0, 3, 1, 2])
    centred = g.add(g.cast(planar, "float"), g.constant(-PIXEL_CENTRE))
    x = g.convolve(centred, net.enter.weight * FEATURE_SCALE, net.enter.bias, stride=8)
    x = g.moved(modulation(g, net.condition, x, quality), net.enter.weight.shape[0])
    for block in net.blocks:
        x = depthwise_block(g, block, x)
    residual = g.convolve(x, net.leave.weight * RESIDUAL_SCALE, net.leave.bias * RESIDUAL_SCALE, stride=2)
    linear = g.convolve(centred, net.linear.weight, stride=16)
    g.output(g.add(linear, residual), "coefficients", "float", latent_shape(model))
    return g


def hyper_analysis(model) -> Graph:
    net, g = model.hyper_analysis, Graph("hyper_analysis")
    coefficients = g.input("coefficients", "float", latent_shape(model))
    quality = quality_of(g)
    y = g.multiply(coefficients, g.table(torch.exp(model.log_gain.rows()), quality))
    g.output(y, "latent", "float", latent_shape(model))
    x = depthwise_block(g, net.near, leaky(g, convolution(g, net.enter, asinh(g, y))))
    x = leaky(g, g.convolve(x, net.down.weight, net.down.bias, stride=2))
    x = depthwise_block(g, net.far, x)
    x = g.convolve(x, net.leave.weight, net.leave.bias, stride=2)
    x = g.multiply(x, g.table(torch.exp(net.gain.rows()) * 4, quality))
    z = g.clip(x, -HYPER_LATENT_MAX, HYPER_LATENT_MAX)
    g.output(z, "hyper_latent", "float", hyper_latent_shape(model))
    return g


def scale(model) -> Graph:
    net, g = model.scale, Graph("scale")
    z = g.input("hyper_latent", "float", hyper_latent_shape(model))
    quality = quality_of(g)

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
    g.output(g.cast(index, "uint8"), "scale_index", "uint8", latent_shape(model))
    return g


def synthesis(model, refinement=None) -> Graph:
    """``refinement``: the light decoder's, in place of the synthesis's own."""
    net, g = model.synthesis, Graph("synthesis")
    path = refinement or net
    channels = model.architecture.latent
    y = g.input("latent", "float", latent_shape(model))
    quality = quality_of(g)
    y = g.multiply(y, g.table(torch.exp(model.log_inverse_gain.rows()), quality))
    strongest = net.overlap.weight.shape[1]
    scale = net.normal[:, :strongest] * OVERLAP_SCALE
    overlap = g.convolve(g.channels(y, strongest), net.overlap.weight * scale)
    x = g.shuffle(g.convolve(y, path.enter.weight * net.normal, path.enter.bias), 2)
    x = g.moved(modulation(g, path.condition, x, quality), path.leave.weight.shape[1])
    for block in path.blocks:
        x = depthwise_block(g, block, x)
    residual = g.convolve(x, path.leave.weight * RESIDUAL_SCALE, path.leave.bias * RESIDUAL_SCALE + PIXEL_CENTRE)
    image = g.add(g.shuffle(g.convolve(g.add(y, overlap), net.linear.weight), 16), g.shuffle(residual, 8))
    pixels = g.node("QuantizeLinear", image, g.constant(1), g.constant(0, numpy.uint8))
    g.output(g.node("Transpose", pixels, perm=[0, 2, 3, 1]), "image", "uint8", IMAGE_SHAPE)
    return g
