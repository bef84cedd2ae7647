"""The layers that several graphs share, as ONNX nodes."""

from .networks import SLOPE


def leaky(g, a):
    return g.node("LeakyRelu", a, alpha=SLOPE)


def convolution(g, layer, a):
    return g.convolve(a, layer.weight, layer.bias, groups=layer.groups)


def depthwise_block(g, block, a):
    """``a`` is a convolution's output, so that what is added to it stays in the layout that convolutions work in."""
    spatial = convolution(g, block.spatial, leaky(g, convolution(g, block.spatial_in, a)))
    a = g.add(a, convolution(g, block.spatial_out, spatial))
    return g.add(a, convolution(g, block.channel_out, leaky(g, convolution(g, block.channel_in, a))))


def modulation(g, layer, a, quality):
    return g.add(g.multiply(a, g.table(1 + layer.scale.rows(), quality)), g.table(layer.shift.rows(), quality))


def asinh(g, a):
    """sign(a) log(|a| + sqrt(a^2 + 1)): ONNX Runtime has vector code for each of these, but none for Asinh."""
    root = g.node("Sqrt", g.add(g.multiply(a, a), g.constant(1)))
    magnitude = g.node("Log", g.add(g.node("Abs", a), root))
    return g.multiply(magnitude, g.clip(g.scale(a, 1e30), -1, 1))
