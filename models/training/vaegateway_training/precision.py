"""Which arithmetic is fast here."""

import functools

import torch


@functools.lru_cache(maxsize=None)
def has_fast_bfloat16(device) -> bool:
    """Whether bfloat16 beats float32. Below AVX-512 a CPU only emulates it, some seven times slower than float32."""
    return torch.device(device).type == "cuda" or "CPU capability usage: AVX512" in torch.__config__.show()
