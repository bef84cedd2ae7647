"""Runs a graph of onnx_graph.py with PyTorch: the operators that these graphs hold, no more."""

import numpy
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper

DTYPES = {1: torch.float32, 2: torch.uint8, 5: torch.int16, 6: torch.int32, 7: torch.int64}


def run(graph, **inputs) -> dict:
    """Its outputs by name."""
    values = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in graph.weights} | inputs
    for node in graph.nodes:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        values[node.output[0]] = OPERATORS[node.op_type](attributes, *(values[name] for name in node.input))
    return {output.name: values[output.name] for output in graph.outputs}


def convolve(attributes, a, weight, bias=None):
    top, left, bottom, right = attributes["pads"]
    return F.conv2d(F.pad(a, (left, right, top, bottom)), weight, bias, attributes["strides"], groups=attributes["group"])


def depth_to_space(attributes, a):
    size = attributes["blocksize"]
    if attributes["mode"] == b"DCR":
        a = a.unflatten(1, (size * size, -1)).transpose(1, 2).flatten(1, 2)
    return F.pixel_shuffle(a, size)


def cut(attributes, a, start, end, axis):
    return a.narrow(int(axis), int(start), int(end - start))


OPERATORS = {
    "Abs": lambda _, a: a.abs(),
    "Add": lambda _, a, b: a + b,
    "Cast": lambda t, a: a.to(DTYPES[t["to"]]),
    "Clip": lambda _, a, low, high: a.clamp(low, high),
    "Concat": lambda t, *a: torch.cat(a, t["axis"]),
    "Conv": convolve,
    "DepthToSpace": depth_to_space,
    "Div": lambda _, a, b: a / b,
    "Exp": lambda _, a: a.exp(),
    "Floor": lambda _, a: a.floor(),
    "Gather": lambda _, a, index: a[index],
    "GatherElements": lambda _, a, index: a.gather(0, index.long()),
    "Identity": lambda _, a: a,
    "LeakyRelu": lambda t, a: F.leaky_relu(a, t["alpha"]),
    "Log": lambda _, a: a.log(),
    "Mul": lambda _, a, b: a * b,
    "QuantizeLinear": lambda _, a, scale, zero: ((a / scale).round() + zero).clamp(0, 255).byte(),
    "Relu": lambda _, a: a.relu(),
    "Reshape": lambda _, a, shape: a.reshape(shape.tolist()),
    "Round": lambda _, a: a.round(),
    "Shape": lambda _, a: torch.tensor(a.shape),
    "Slice": cut,
    "Sqrt": lambda _, a: a.sqrt(),
    "Sub": lambda _, a, b: a - b,
    "Transpose": lambda t, a: a.permute(t["perm"]),
}
