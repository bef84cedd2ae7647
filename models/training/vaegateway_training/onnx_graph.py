"""A small builder of ONNX graphs: one call a node, weights as initializers.

Written out by hand rather than traced, so that the files hold exactly the nodes meant and do not change with PyTorch's
version. Opset 17.
"""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 8

TYPES = {"uint8": TensorProto.UINT8, "int16": TensorProto.INT16, "int32": TensorProto.INT32, "int64": TensorProto.INT64, "float": TensorProto.FLOAT}

MOVE = "move"
"""How the names of convolutions begin that compute nothing: they only bring values to another place or layout."""


class Graph:
    def __init__(self, name: str):
        self.name = name
        self.nodes, self.weights, self.inputs, self.outputs = [], [], [], []
        self._constants = {}

    def input(self, name: str, kind: str, shape) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, TYPES[kind], shape))
        return name

    def output(self, value: str, name: str, kind: str, shape):
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, TYPES[kind], shape))

    def constant(self, value, kind=numpy.float32) -> str:
        """An initializer; ``value`` may be a number, an array or a tensor. Equal constants share one."""
        array = value.detach().cpu().numpy() if hasattr(value, "detach") else numpy.asarray(value)
        array = numpy.ascontiguousarray(array.astype(kind))
        key = (array.tobytes(), array.shape, array.dtype.str)
        if key not in self._constants:
            name = f"c{len(self.weights)}"
            self.weights.append(numpy_helper.from_array(array, name))
            self._constants[key] = name
        return self._constants[key]

    def node(self, kind: str, *inputs: str, **attributes) -> str:
        output = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def add(self, a, b):
        return self.node("Add", a, b)

    def multiply(self, a, b):
        return self.node("Mul", a, b)

    def scale(self, a, factor):
        return self.multiply(a, self.constant(factor))

    def clip(self, a, low, high):
        return self.node("Clip", a, self.constant(low), self.constant(high))

    def cast(self, a, kind):
        return self.node("Cast", a, to=TYPES[kind])

    def convolve(self, a, weight, bias=None, stride=1, groups=1, pads=None, name=None):
        """Padded to keep the size when stride is 1; whole blocks when the stride is the kernel's size. pads: top, left, bottom, right."""
        kernel = list(weight.shape[2:])
        pads = pads or [side // 2 if stride == 1 else 0 for side in kernel] * 2
        inputs = [a, self.constant(weight)] + ([] if bias is None else [self.constant(bias)])
        return self.node("Conv", *inputs, kernel_shape=kernel, strides=[stride, stride], pads=pads, group=groups, name=name)

    def moved(self, a, channels):
        """``a``, by a convolution with ones. ONNX Runtime keeps what convolutions give in a layout of blocks of channels (NCHWc), and adds to it
        there within the next one; what comes from elsewhere it would take back and forth at every addition."""
        return self.convolve(a, numpy.ones((channels, 1, 1, 1)), groups=channels, name=f"{MOVE}{len(self.nodes)}")

    def every_second(self, a, channels, row, column):
        """Every second row and column from the given ones on. A convolution with a one and three zeros is faster than a Slice with steps."""
        weight = numpy.zeros((channels, 1, 2, 2))
        weight[:, 0, row, column] = 1
        return self.convolve(a, weight, stride=2, groups=channels, name=f"{MOVE}{len(self.nodes)}")

    def look_up(self, table, index):
        """The entries of table [N] at a uint8 tensor's values. GatherElements, since Gather copies each entry by a call of its own."""
        flat = self.node("Reshape", self.cast(index, "int32"), self.constant([-1], numpy.int64))
        return self.node("Reshape", self.node("GatherElements", self.constant(table), flat, axis=0), self.node("Shape", index))

    def shuffle(self, a, size):
        """PyTorch's pixel_shuffle."""
        return self.node("DepthToSpace", a, blocksize=size, mode="CRD")

    def table(self, rows, quality):
        """rows [64, C] indexed by quality [B] -> [B, C, 1, 1]."""
        return self.node("Gather", self.constant(rows[:, :, None, None]), quality, axis=0)

    def channels(self, a, count):
        """The first ``count`` channels of [B, C, height, width]."""
        bounds = (self.constant([v], numpy.int64) for v in (0, count, 1))
        return self.node("Slice", a, *bounds)

    def model(self) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="vaegateway-training")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model
