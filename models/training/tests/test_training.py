"""The training code on tiny data: seconds, on the CPU."""

import csv
import hashlib
import json
import math
import tempfile
import unittest
from dataclasses import asdict, replace
from pathlib import Path

import numpy
import torch
from PIL import Image

from vaegateway_training import calibration, coarseness, decoder_file, entropy, export, restore, train
from vaegateway_training.data import Crops, find_images, load_image
from vaegateway_training.evaluate import measure
from vaegateway_training.exact import EXACT_LIMIT
from vaegateway_training.klt import block_klt
from vaegateway_training.model import Architecture
from vaegateway_training.quality import LAMBDA_MAX, LAMBDA_MIN, QualityTable, rate_distortion_lambda
from vaegateway_training.recipe import Recipe

TINY = Architecture(latent=24, hyper=8, width=16, analysis_blocks=1, synthesis_blocks=1, mean_width=16, scale_width=16)


class InFolder(unittest.TestCase):
    """Has a folder of a few pictures to train on."""

    @classmethod
    def setUpClass(cls):
        torch.manual_seed(0)
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        write_pictures(cls.folder)
        cls.images = [load_image(p) for p in find_images(cls.folder)]

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()


def write_pictures(folder: Path, count: int = 4):
    random = numpy.random.default_rng(5)
    for i in range(count):
        coarse = random.integers(0, 256, (6, 6, 3)).astype(numpy.uint8)
        Image.fromarray(coarse).resize((160, 144), Image.BICUBIC).save(folder / f"{i}.png")


class TrainingRun(InFolder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recipe = Recipe(steps=60, batch=4, crop=64, late_batch=4, late_crop=64, warmup_steps=5, architecture=TINY)
        cls.out = cls.folder / "run"
        cls.out.mkdir()
        cls.training = train.Training(cls.recipe, cls.images, cls.out, "cpu")
        train.run(cls.training, checkpoint_seconds=1e9)

    def test_the_loss_falls(self):
        fresh = train.Training(self.recipe, self.images, self.folder, "cpu").model
        trained = self.training.model
        image = Crops(self.images, seed=9).batch(8, 128)
        quality = torch.linspace(0, 63, 8)

        def loss(model):
            with torch.no_grad():
                return float(train.loss_of(model(image, quality, noise=False), image, quality, self.recipe).total)

        self.assertLess(loss(trained), loss(fresh))

    def test_a_run_resumes_where_it_stopped(self):
        resumed = train.Training(self.recipe, self.images, self.out, "cpu")
        self.assertEqual(resumed.step, self.recipe.steps)
        for name, value in resumed.model.state_dict().items():
            self.assertTrue(torch.equal(value, self.training.model.state_dict()[name]), name)

    def test_polishing_moves_scales_and_synthesis_alone_from_the_average(self):
        training = train.Training(replace(self.recipe, polish_from=0.2), self.images, self.folder, "cpu")
        while not training.polishing:
            training.advance()
        before = {k: v.clone() for k, v in training.average.items()}
        for _ in range(train.AVERAGE_EVERY):
            training.advance()
        for state in (training.model.state_dict(), training.average):
            moved = {k.split(".")[0] for k, v in state.items() if not torch.equal(v, before[k])}
            self.assertEqual(moved, {"scale", "hyper_scale", "synthesis", "log_inverse_gain"})

    def test_the_learning_rate_falls_twice_where_a_run_ends_with_polishing(self):
        training = train.Training(replace(self.recipe, polish_from=0.5), self.images, self.folder, "cpu")
        rates = []
        for training.step in (29, 30, 59):
            rates.append(training.learning_rate)
        self.assertLess(rates[0], 0.02 * self.recipe.learning_rate)
        self.assertEqual(rates[1], self.recipe.polish_learning_rate)
        self.assertLess(rates[2], 0.05 * self.recipe.polish_learning_rate)

    def test_a_loss_that_is_no_number_ends_the_run_and_leaves_its_checkpoint(self):
        out = self.folder / "broken"
        out.mkdir()
        training = train.Training(replace(self.recipe, hold_from=1.0, symbols_from=1.0), self.images, out, "cpu")
        training.save()
        training.advance()
        training.model.synthesis.leave.bias.data.fill_(float("nan"))
        with self.assertRaisesRegex(SystemExit, "learning_rate"):
            train.run(training, checkpoint_seconds=1e9)
        saved = torch.load(out / "checkpoint.pt")["model"]
        self.assertTrue(all(bool(v.isfinite().all()) for v in saved.values()))

    def test_the_log_has_its_columns(self):
        with open(self.out / "log.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(int(rows[-1]["step"]), 50)
        self.assertGreater(float(rows[-1]["bits_per_pixel"]), 0)

    def test_rate_grows_with_quality(self):
        model = train.averaged_model(self.out / "checkpoint.pt")
        low, high = measure(model, self.images[0], 5), measure(model, self.images[0], 60)
        self.assertLess(low[0], high[0])
        self.assertLess(low[1], high[1])

    def test_the_scale_network_is_exact_in_any_order(self):
        model = train.averaged_model(self.out / "checkpoint.pt")
        self.assertTrue(all(bound < EXACT_LIMIT for bound in model.scale.bounds().values()))
        z = torch.randint(-20, 21, (3, TINY.hyper, 4, 5)).float()
        quality = torch.tensor([3.0, 30.0, 61.0])
        with torch.no_grad():
            once = model.scale(z, model.log_gain(quality), quality)
            double = model.double()
            again = double.scale(z.double(), double.log_gain(quality.double()), quality.double())
        self.assertTrue(torch.equal(once, again.float()))
        self.assertTrue(torch.equal(once, once.round()))

    def test_an_exported_folder_is_whole(self):
        out = self.folder / "tiny"
        export.export(self.out / "checkpoint.pt", out, "tiny", self.images, strength=0.5)
        description = json.loads((out / "model.json").read_text())
        self.assertEqual(set(description["files"]), {"analysis", "hyper_analysis", "scale", "residual", "mean", "synthesis", "decoder"})
        for file in description["files"].values():
            content = (out / file["name"]).read_bytes()
            self.assertEqual(hashlib.sha256(content).hexdigest(), file["sha256"])
        self.assertEqual(len(description["hyperScaleIndex"]), 64)
        self.assertEqual(len(description["magnitudeTables"]), 64)

    def test_a_run_starts_from_an_exported_folder_where_its_model_stood(self):
        exported = self.folder / "start"
        export.export(self.out / "checkpoint.pt", exported, "start", self.images, strength=0.5)
        fresh = self.folder / "fresh"
        fresh.mkdir()
        restored = train.Training(self.recipe, self.images, fresh, "cpu", start=exported).model.eval()
        model = train.averaged_model(self.out / "checkpoint.pt")
        self.assertEqual(train.starting_point(exported, self.images, TINY.latent)["architecture"], asdict(TINY))
        for quality in (2, 33, 61):
            rate, fidelity, _ = measure(model, self.images[0], quality)
            again = measure(restored, self.images[0], quality)
            self.assertAlmostEqual(again[0] / rate, 1, delta=0.01)
            self.assertAlmostEqual(again[1], fidelity, delta=0.02)

    def test_a_run_that_holds_its_weights_from_the_first_keeps_the_grids_it_starts_from(self):
        for hold_from, kept in ((0.0, True), (0.5, False)):
            out = self.folder / f"held{hold_from}"
            out.mkdir()
            recipe = replace(self.recipe, hold_from=hold_from)
            training = train.Training(recipe, self.images, out, "cpu", start=self.out / "checkpoint.pt")
            self.assertEqual(training.grids is not None, kept)
            training.advance()
            self.assertEqual(training.grids is not None, kept)
            if kept:
                step = training.grids["synthesis.leave"].step
                self.assertEqual(step, self.training.grids["synthesis.leave"].step)

    def test_decoder_bin_holds_the_weights_of_the_graphs(self):
        out = self.folder / "both"
        export.export(self.out / "checkpoint.pt", out, "both", self.images)
        header, tensors = read_decoder_file((out / "decoder.bin").read_bytes())
        steps = {t["name"]: t["step"] for t in header["tensors"] if "step" in t}
        self.assertEqual(tensors["magnitude_tables.frequency"].sum(), sum(map(sum, json.loads((out / "model.json").read_text())["magnitudeTables"])))
        for name, layer in decoder_file.float_layers(restore.restored_model(out, self.training.sigma)):
            scales = torch.tensor(tensors[f"{name}.scales"].astype("float32")).reshape(layer.column)
            integers = torch.tensor(tensors[f"{name}.weight"].astype("float32")).reshape(layer.folded.shape)
            # The graphs leave out the taps of a context step's kernel that see nothing known.
            held = layer.folded != 0 if name.endswith(".linear") else True
            self.assertTrue(torch.allclose(integers * steps[f"{name}.weight"] * scales * held, layer.folded, rtol=1e-4, atol=1e-7), name)

    def test_weights_are_held_as_coarsely_as_asked(self):
        free = self.folder / "free"
        free.mkdir()
        training = train.Training(replace(self.recipe, hold_from=1.0), self.images, free, "cpu")
        train.run(training, checkpoint_seconds=1e9)
        model = train.averaged_model(free / "checkpoint.pt")
        probe = coarseness.Probe(model, self.images, dead_zone=0.5)
        self.assertLess(probe.error(), 1e-9)
        coarseness.coarsen(model, self.images, dead_zone=0.5, shares={"mean": 0.02, "synthesis": 0.02})
        self.assertAlmostEqual(probe.error(), 0.02, delta=0.012)

    def test_fitted_tables_take_fewer_bits(self):
        model = train.averaged_model(self.out / "checkpoint.pt")
        dead_zone = entropy.dead_zone(0.5)
        tables, _ = calibration.calibrate(model, self.images, dead_zone)
        with torch.no_grad():
            output = model(Crops(self.images, seed=9).batch(4, 128), torch.tensor([10.0, 25.0, 40.0, 55.0]), noise=False, dead_zone=dead_zone)
        magnitude, index = output.residual.abs().long().numpy(), output.scale_index.long().numpy()

        def bits(tables):
            return sum(entropy.magnitude_bits(row, magnitude.max() + 1)[magnitude[index == level]].sum() for level, row in enumerate(tables) if row)

        self.assertLess(bits(tables), bits(entropy.magnitude_tables()))

    def test_the_channels_of_z_least_in_use_come_last_and_the_model_stays(self):
        model, ordered = (train.averaged_model(self.out / "checkpoint.pt") for _ in range(2))
        image, quality = Crops(self.images, seed=9).batch(4, 128), torch.tensor([0.0, 25.0, 40.0, 63.0])
        _, order = calibration.calibrate(ordered, self.images, entropy.dead_zone(0.5))
        with torch.no_grad():
            before, after = (m(image, quality, noise=False) for m in (model, ordered))
        self.assertNotEqual(order.tolist(), sorted(order.tolist()))
        self.assertTrue(torch.equal(after.hyper_latent, before.hyper_latent[:, order]))
        self.assertTrue(torch.equal(after.scale_index, before.scale_index))
        self.assertLess(float((after.image - before.image).abs().max()), 0.01)

    def test_the_loss_of_the_symbols_teaches_each_part_by_its_own_gradient(self):
        image, quality, dead_zone = Crops(self.images, seed=9).batch(2, 64), torch.tensor([20.0, 40.0]), entropy.dead_zone(0.5)
        found = {}
        for noise in (True, False):
            model = train.averaged_model(self.out / "checkpoint.pt").train()
            bits = model(image, quality, noise=noise, dead_zone=dead_zone).latent_bits
            bits.sum().backward()
            found[noise] = bits.detach(), model.scale.leave.weight.grad, model.mean.log_step.bias.grad
        for symbols, noisy in zip(found[False][:2], found[True]):
            self.assertTrue(torch.allclose(symbols, noisy, rtol=1e-4, atol=1e-5))
        self.assertFalse(torch.allclose(found[False][2], found[True][2], rtol=0.01))

    def test_an_error_is_no_fault_of_latents_that_are_not_coded(self):
        model = train.averaged_model(self.out / "checkpoint.pt").train()
        model.scale.leave.bias.data.fill_(-1e4)  # all below the least index that is coded
        model.mean.enter.weight.data.zero_()  # and nothing said by z
        output = model(Crops(self.images, seed=9).batch(2, 64), torch.tensor([20.0, 40.0]), dead_zone=entropy.dead_zone(0.5))
        output.image.square().mean().backward()
        self.assertEqual(float(output.latent_bits.sum()), 0)
        self.assertGreater(float(model.mean.first.weight.grad.abs().max()), 0)
        self.assertEqual(float(model.analysis.linear.weight.grad.abs().max()), 0)


def read_decoder_file(content: bytes):
    """(header, name -> array) of a decoder.bin."""
    end = 8 + int.from_bytes(content[4:8], "little")
    header, tensors = json.loads(content[8:end]), {}
    for t in header["tensors"]:
        count = math.prod(t["shape"])
        tensors[t["name"]] = numpy.frombuffer(content, t["type"], count, end).reshape(t["shape"])
        end += tensors[t["name"]].nbytes
    assert content[:4] == decoder_file.MAGIC and end == len(content)
    return header, tensors


class Parts(unittest.TestCase):
    def test_scale_indices_of_z_are_fractions_that_round_to_the_cheapest_table(self):
        magnitudes, sigma = numpy.arange(128), numpy.exp(numpy.linspace(-0.5, 2.5, 20)).reshape(1, -1, 1)
        counts, tables = numpy.exp(-(magnitudes / sigma) ** 2 / 2), entropy.magnitude_tables()
        index = calibration._cheapest_index(counts, tables)
        bits = counts @ numpy.stack([entropy.magnitude_bits(row, 128) for row in tables if row]).T
        self.assertTrue(numpy.array_equal(numpy.rint(index), entropy.SKIPPED_LEVELS + bits.argmin(2)))
        self.assertTrue((numpy.diff(index[0]) > 0.3).all())

    def test_tables_are_distributions(self):
        for level, row in enumerate(entropy.magnitude_tables()):
            self.assertEqual(sum(row), 0 if level < entropy.SKIPPED_LEVELS else 1 << entropy.FREQUENCY_BITS)
            self.assertTrue(all(f > 0 for f in row))

    def test_table_lengths_match_the_gaussian_entropy(self):
        random = numpy.random.default_rng(1)
        index = numpy.full(20000, 30)
        sigma = float(entropy.sigma_of(torch.tensor(30.0)))
        residual = numpy.round(random.normal(0, sigma, index.size))
        ideal = float(entropy.bits(torch.tensor(residual), torch.tensor(sigma)).sum())
        self.assertAlmostEqual(entropy.table_bits(residual, index) / ideal, 1.0, delta=0.01)

    def test_the_klt_is_orthonormal_and_sorted(self):
        image = torch.randint(0, 256, (3, 96, 96), dtype=torch.uint8)
        basis, sigma = block_klt([image], 16)
        self.assertTrue(torch.allclose(basis @ basis.t(), torch.eye(16), atol=1e-4))
        self.assertTrue(bool((sigma[:-1] >= sigma[1:]).all()))

    def test_a_quality_table_interpolates(self):
        table = QualityTable(1, anchors=8, initial=torch.arange(8.0))
        self.assertAlmostEqual(float(table(torch.tensor([31.5]))), 3.5, places=5)
        self.assertEqual(tuple(table.rows().shape), (64, 1))

    def test_lambda_spans_the_scale(self):
        ends = rate_distortion_lambda(torch.tensor([0.0, 63.0]))
        self.assertAlmostEqual(float(ends[0] / LAMBDA_MIN), 1, places=4)
        self.assertAlmostEqual(float(ends[1] / LAMBDA_MAX), 1, places=4)

    def test_what_was_learned_on_another_scale_keeps_its_lambda(self):
        table = QualityTable(1, anchors=8)
        narrow = (4 * LAMBDA_MIN, LAMBDA_MAX)
        old = math.log(narrow[0]) + torch.linspace(0, 1, 8) * math.log(narrow[1] / narrow[0])
        table.anchors.data.copy_(old.reshape(8, 1))
        table.respan(narrow)
        quality = torch.tensor([0.0, 21.5, 63.0])
        self.assertTrue(torch.allclose(table(quality)[:, 0, 0, 0], torch.log(rate_distortion_lambda(quality)), atol=1e-4))

    def test_an_unknown_setting_is_named(self):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write("stepz = 3\n")
            file.flush()
            with self.assertRaisesRegex(SystemExit, "stepz"):
                Recipe.load(file.name)

    def test_a_folder_without_images_is_named(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(SystemExit, "no images"):
            find_images(folder)


if __name__ == "__main__":
    unittest.main()
