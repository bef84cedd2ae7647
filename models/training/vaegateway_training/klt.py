"""The Karhunen-Loeve transform of natural-image blocks: the start of both linear paths."""

import torch


def block_klt(images, latent: int, size: int = 16, blocks_per_image: int = 200):
    """images: list of uint8 [3, H, W] -> (basis [latent, 3*size*size] rows orthonormal, sigma [latent]), largest first."""
    generator = torch.Generator().manual_seed(0)
    total = torch.zeros(3 * size * size, 3 * size * size, dtype=torch.float64)
    count = 0
    for image in images:
        height, width = image.shape[1:]
        top = torch.randint(0, height - size + 1, (blocks_per_image,), generator=generator)
        left = torch.randint(0, width - size + 1, (blocks_per_image,), generator=generator)
        blocks = torch.stack([image[:, t:t + size, l:l + size].reshape(-1) for t, l in zip(top.tolist(), left.tolist())])
        centred = blocks.double() - 128.0
        total += centred.t() @ centred
        count += len(blocks)
    values, vectors = torch.linalg.eigh(total / count)
    order = torch.argsort(values, descending=True)[:latent]
    return vectors[:, order].t().float().contiguous(), values[order].clamp_min(0).sqrt().float()
