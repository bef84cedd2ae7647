"""The exported graphs compute what the networks do, for a batch of several qualities."""

import unittest

import torch

from run_graph import run
from vaegateway_training import entropy, export_graphs
from vaegateway_training.context_graphs import error_weight
from vaegateway_training.model import Architecture, Autoencoder, quantize

TINY = Architecture(latent=24, hyper=8, width=16, analysis_blocks=2, synthesis_blocks=2, mean_width=16, scale_width=16)
QUALITIES = (37, 12)


class Graphs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.manual_seed(3)
        basis = torch.linalg.qr(torch.randn(768, TINY.latent))[0].t()
        cls.model = Autoencoder(TINY, basis, torch.linspace(40, 1, TINY.latent)).eval()
        with torch.no_grad():
            for weight in cls.model.parameters():
                weight.add_(torch.randn_like(weight) * 0.05)
        cls.dead_zone = entropy.dead_zone(0.5)
        cls.quality = torch.tensor(QUALITIES)
        cls.image = torch.nn.functional.interpolate(torch.rand(len(QUALITIES), 3, 16, 24) * 255, scale_factor=8, mode="bicubic").clamp(0, 255).byte()

    @torch.no_grad()
    def setUp(self):
        """What the networks give."""
        model, quality = self.model, self.quality.float()
        self.y = model.analysis(self.image.float(), quality) * torch.exp(model.log_gain(quality))
        self.smooth = model.hyper_analysis(self.y, quality).clamp(-127, 127)
        self.z = self.smooth.round()
        self.index = model.scale(self.z, model.log_gain(quality), quality)
        coded, parts = (self.index >= entropy.SKIPPED_LEVELS).float(), []

        def reconstruct(mean, step, mask):
            parts.append(quantize((self.y - mean) / step, self.dead_zone[self.index.long()]) * coded * mask)
            return (mean + parts[-1] * step) * mask

        self.restored = model.mean(self.z, quality, reconstruct)
        self.residual = sum(parts)

    def test_analysis(self):
        coefficients = self.run_graph(export_graphs.analysis(self.model), image=self.image.permute(0, 2, 3, 1))["coefficients"]
        found = self.run_graph(export_graphs.hyper_analysis(self.model), coefficients=coefficients)
        self.assert_close(found["latent"], self.y)
        self.assert_close(found["hyper_latent"], self.smooth)

    def test_scale(self):
        self.assertTrue(torch.equal(self.run_graph(export_graphs.scale(self.model), hyper_latent=self.z)["scale_index"], self.index.byte()))

    def test_residual(self):
        graph = export_graphs.residual(self.model, self.dead_zone)
        found = self.run_graph(graph, latent=self.y, hyper_latent=self.z, scale_index=self.index.byte())
        self.assertGreater(int((self.residual != 0).sum()), 500)
        self.assertLess(float((found["residual"] != self.residual).float().mean()), 0.001)
        worth = error_weight(self.model)[self.quality][:, :, None, None]
        error = ((self.restored - self.y).square() * worth).sum(dim=1, keepdim=True)
        self.assertLess(float(((found["squared_error"] - error).abs() > 1e-2 + 1e-3 * error).float().mean()), 0.02)

    def test_mean(self):
        found = self.run_graph(export_graphs.mean(self.model), residual=self.residual.short(), hyper_latent=self.z)["latent"]
        self.assert_close(found, self.restored)

    def test_synthesis(self):
        with torch.no_grad():
            smooth = self.model.synthesis(self.restored * torch.exp(self.model.log_inverse_gain(self.quality.float())), self.quality.float())
        found = self.run_graph(export_graphs.synthesis(self.model), latent=self.restored)["image"]
        self.assert_close(found.permute(0, 3, 1, 2).float(), smooth.round().clamp(0, 255), most=1)

    def run_graph(self, graph, **inputs):
        with torch.no_grad():
            return run(graph, quality=self.quality, **inputs)

    def assert_close(self, found, expected, most=1e-3):
        self.assertLess(float((found - expected).abs().max()), most + 1e-4 * float(expected.abs().max()))


if __name__ == "__main__":
    unittest.main()
