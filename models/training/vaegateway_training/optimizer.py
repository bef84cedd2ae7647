"""The optimiser: SOAP for the matrices of the 1x1 convolutions, Adam for everything else.

SOAP is Adam in the slowly turning eigenbasis of Shampoo's preconditioner (Vyas et al., "SOAP: Improving and Stabilizing
Shampoo using Adam", 2024, algorithm 3). Rate and distortion pull on the same weights in different directions, which a
diagonal preconditioner sees badly. Matrices of one shape are stacked and stepped together; all of Adam's parameters lie
in one vector: on a CPU that costs less than a step a tensor.
"""

import torch

from .precision import has_fast_bfloat16

MAX_SIDE = 128
"""A side longer than this keeps the plain basis."""
REFRESH_EVERY = 12
COVARIANCE_EVERY = 2
BETAS = (0.95, 0.95)
ADAM_BETAS = (0.9, 0.999)
SHAMPOO_BETA = 0.95
EPSILON = 1e-8


def is_matrix(parameter) -> bool:
    """Whether a weight is the matrix of a 1x1 or whole-block convolution with at least one side worth a basis."""
    if parameter.dim() != 4 or parameter.shape[1] == 1:
        return False
    rows, columns = matrix_shape(parameter)
    return min(rows, columns) >= 16 and min(rows, columns) <= MAX_SIDE


def matrix_shape(parameter):
    return parameter.shape[0], parameter[0].numel()


class Soap:
    """Steps ``parameters`` at a learning rate given with each step."""

    def __init__(self, parameters):
        parameters = list(parameters)
        by_shape = {}
        for parameter in parameters:
            if is_matrix(parameter):
                by_shape.setdefault(matrix_shape(parameter), []).append(parameter)
        self.stacks = [_Stack(group) for group in by_shape.values()]
        self.flat = _Flat([p for p in parameters if not is_matrix(p)])
        self.parameters = parameters

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = None

    @torch.no_grad()
    def clip_gradient(self, limit: float):
        """Scales all gradients together so that their norm is at most ``limit``; a GPU is not waited for."""
        gradients = [p.grad for p in self.parameters if p.grad is not None]
        norm = torch.sqrt(sum(g.square().sum() for g in gradients))
        factor = (limit / (norm + 1e-6)).clamp_max(1.0)
        for gradient in gradients:
            gradient.mul_(factor)

    @torch.no_grad()
    def step(self, learning_rate: float):
        for part in (*self.stacks, self.flat):
            part.step(learning_rate)

    def state_dict(self):
        return [part.state for part in (*self.stacks, self.flat)]

    def load_state_dict(self, states):
        for part, state in zip((*self.stacks, self.flat), states):
            part.state = {k: v.to(part.device) if torch.is_tensor(v) else v for k, v in state.items()}


class _Flat:
    """Adam over all the given parameters as one vector."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.sizes = [p.numel() for p in parameters]
        self.device = parameters[0].device if parameters else "cpu"
        zeros = torch.zeros(sum(self.sizes), device=self.device)
        self.state = {"steps": 0, "mean": zeros, "square": zeros.clone()}

    def step(self, learning_rate):
        if all(p.grad is None for p in self.parameters):
            return
        state = self.state
        state["steps"] += 1
        gradient = torch.cat([torch.zeros(n, device=self.device) if p.grad is None else p.grad.reshape(-1)
                              for p, n in zip(self.parameters, self.sizes)])
        state["mean"].lerp_(gradient, 1 - ADAM_BETAS[0])
        state["square"].mul_(ADAM_BETAS[1]).addcmul_(gradient, gradient, value=1 - ADAM_BETAS[1])
        bias = (1 - ADAM_BETAS[1] ** state["steps"]) ** 0.5 / (1 - ADAM_BETAS[0] ** state["steps"])
        update = state["mean"] / (state["square"].sqrt() + EPSILON) * (-learning_rate * bias)
        for parameter, part in zip(self.parameters, update.split(self.sizes)):
            if parameter.grad is not None:
                parameter.add_(part.view_as(parameter))


class _Stack:
    """SOAP over matrices of one shape, [count, rows, columns]."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.rows, self.columns = matrix_shape(parameters[0])
        self.device = parameters[0].device
        zeros = torch.zeros(len(parameters), self.rows, self.columns, device=self.device)
        self.state = {"steps": 0, "mean": zeros, "square": zeros.clone()}
        for side, size in (("left", self.rows), ("right", self.columns)):
            if size <= MAX_SIDE:
                self.state[side] = torch.zeros(len(parameters), size, size, device=self.device)
                self.state[side + "_basis"] = torch.eye(size, device=self.device).repeat(len(parameters), 1, 1)

    def step(self, learning_rate):
        if all(p.grad is None for p in self.parameters):
            return
        gradient = torch.stack([torch.zeros(self.rows, self.columns, device=self.device) if p.grad is None
                                else p.grad.reshape(self.rows, self.columns) for p in self.parameters])
        state = self.state
        state["steps"] += 1
        if state["steps"] % COVARIANCE_EVERY == 1:
            if "left" in state:
                state["left"].lerp_(gradient @ gradient.transpose(1, 2), 1 - SHAMPOO_BETA)
            if "right" in state:
                state["right"].lerp_(gradient.transpose(1, 2) @ gradient, 1 - SHAMPOO_BETA)
        if state["steps"] == 1:
            self._refresh(first=True)
            return
        turned = self._turn(gradient)
        count = state["steps"] - 1
        state["mean"].lerp_(gradient, 1 - BETAS[0])
        state["square"].mul_(BETAS[1]).addcmul_(turned, turned, value=1 - BETAS[1])
        bias = (1 - BETAS[1] ** count) ** 0.5 / (1 - BETAS[0] ** count)
        update = self._turn_back(self._turn(state["mean"]) / (state["square"].sqrt() + EPSILON)) * (-learning_rate * bias)
        for parameter, part in zip(self.parameters, update):
            if parameter.grad is not None:
                parameter.add_(part.reshape(parameter.shape))
        if count % REFRESH_EVERY == 0:
            self._refresh(first=False)

    def _turn(self, matrix):
        if "left" in self.state:
            matrix = _product(self.state["left_basis"].transpose(1, 2), matrix)
        return _product(matrix, self.state["right_basis"]) if "right" in self.state else matrix

    def _turn_back(self, matrix):
        if "left" in self.state:
            matrix = _product(self.state["left_basis"], matrix)
        return _product(matrix, self.state["right_basis"].transpose(1, 2)) if "right" in self.state else matrix

    def _refresh(self, first):
        """The eigenbases, by one power iteration and a QR decomposition once they exist."""
        for side, axis in (("left", 1), ("right", 2)):
            if side not in self.state:
                continue
            covariance, basis = self.state[side], self.state[side + "_basis"]
            if first:
                self.state[side + "_basis"] = torch.linalg.eigh(covariance)[1].flip(2).contiguous()
                continue
            image = covariance @ basis
            strength = (basis * image).sum(dim=1)
            order = strength.argsort(dim=1, descending=True)
            image = torch.gather(image, 2, order.unsqueeze(1).expand_as(image))
            index = order.unsqueeze(3 - axis).expand_as(self.state["square"])
            self.state["square"] = torch.gather(self.state["square"], axis, index)
            self.state[side + "_basis"] = torch.linalg.qr(image)[0]


def _product(a, b):
    """Batched matrix product in bfloat16 where that is the faster; a direction needs no more."""
    return (a.bfloat16() @ b.bfloat16()).float() if has_fast_bfloat16(a.device) else a @ b
