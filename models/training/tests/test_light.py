"""The light decoder on tiny data: distilled, exported, and the same in both files."""

import copy
import json
import unittest
from dataclasses import replace

import onnx
import torch
from onnx import numpy_helper

from run_graph import run
from test_training import InFolder, TINY, read_decoder_file
from vaegateway_training import decoder_file, export, export_graphs, light, restore, train
from vaegateway_training.networks import LightSynthesis
from vaegateway_training.recipe import LightRecipe, Recipe

RECIPE = LightRecipe(width=8, blocks=1, steps=60, batch=4, crop=64, samples=16, warmup_steps=5, hold_from=0.5)


class LightRun(InFolder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        full = Recipe(steps=20, batch=4, crop=64, late_batch=4, late_crop=64, warmup_steps=5, architecture=TINY)
        train.run(train.Training(full, cls.images, cls.folder, "cpu"), checkpoint_seconds=1e9)
        cls.model = train.averaged_model(cls.folder / "checkpoint.pt")
        cls.samples = light.Samples(cls.model, cls.images, RECIPE, dead_zone=0.5)
        cls.training = cls.start()
        cls.untrained = cls.error(cls.training.net)
        train.run(cls.training, checkpoint_seconds=1e9)
        cls.light = light.Light.load(cls.folder / "light.pt", cls.model)

    @classmethod
    def start(cls):
        return light.LightTraining(RECIPE, cls.model, cls.samples, cls.folder / "light.pt")

    @classmethod
    @torch.no_grad()
    def error(cls, net):
        every = torch.arange(RECIPE.samples)
        return float((cls.samples.refine(net, every) - cls.samples.refined.float()).square().mean())

    def test_it_comes_nearer_to_the_full_refinement(self):
        self.assertLess(self.error(self.light.net), self.untrained)

    def test_a_run_resumes_where_it_stopped(self):
        resumed = self.start()
        self.assertEqual(resumed.step, RECIPE.steps)
        for name, value in resumed.net.state_dict().items():
            self.assertTrue(torch.equal(value, self.training.net.state_dict()[name]), name)

    def test_a_run_starts_from_an_earlier_one(self):
        begun = light.LightTraining(RECIPE, self.model, self.samples, self.folder / "another.pt", start=self.folder / "light.pt")
        self.assertEqual((begun.step, begun.grids), (0, None))
        for name, value in begun.net.state_dict().items():
            self.assertTrue(torch.equal(value, self.training.average[name]), name)

    def test_an_exported_folder_is_restored_to_the_run_that_it_came_from(self):
        folder, out = self.folder / "tiny", self.folder / "restored"
        export.export(self.folder / "checkpoint.pt", folder, "tiny", self.images)
        restore.restore_run(folder, self.images, out)
        with self.assertRaisesRegex(SystemExit, "a run already"):
            restore.restore_run(folder, self.images, out)
        model = train.averaged_model(out / "checkpoint.pt")
        again = light.Light.load(out / "light.pt", model)
        for own, restored in ((decoder_file.float_layers(self.model), decoder_file.float_layers(model)),
                              (light.layers_of(self.light.net, self.model).items(), light.layers_of(again.net, model).items())):
            for (name, one), (_, other) in zip(own, restored):
                held = other.folded != 0 if name.endswith(".linear") else True  # taps that see nothing known are not kept
                self.assertTrue(torch.allclose(one.folded * held, other.folded, rtol=1e-4, atol=1e-6), name)
        begun = light.LightTraining(RECIPE, model, self.samples, out / "light.pt")
        self.assertEqual(begun.step, 0)
        self.assertTrue(torch.equal(begun.average["leave.bias"], torch.load(out / "light.pt")["average"]["leave.bias"]))
        resumed = train.Training(Recipe(hold_from=0.0, architecture=TINY), self.images, out, "cpu")
        self.assertEqual((resumed.step, resumed.grids is not None), (0, True))
        export.export(out / "checkpoint.pt", self.folder / "again", "tiny", self.images)
        sizes = [json.loads((f / "model.json").read_text())["files"]["decoder"]["bytes"] for f in (folder, self.folder / "again")]
        self.assertEqual(sizes[0], sizes[1])

    def test_it_learns_from_the_full_refinement_first_and_from_the_originals_then(self):
        samples = copy.copy(self.samples)
        samples.refined = torch.full_like(samples.refined, 10_000)
        for distill_until, is_far_off in ((0.5, True), (0.0, False)):
            recipe = replace(RECIPE, distill_until=distill_until)
            training = light.LightTraining(recipe, self.model, samples, self.folder / "unsaved.pt")
            squared_error = training.advance()[1]
            self.assertEqual(squared_error > 1e6, is_far_off, distill_until)

    def test_samples_are_what_the_model_decodes(self):
        which = torch.arange(4)
        with torch.no_grad():
            again = self.samples.refine(self.model.synthesis, which)
        self.assertLess(float((again - self.samples.refined[which].float()).abs().max()), 0.5)

    def test_the_graph_decodes_as_the_network_does(self):
        quality, latent = self.samples.quality[:1].round(), self.samples.latent[:1].float()
        before_inverse_gain = latent / torch.exp(self.model.log_inverse_gain(quality))
        with torch.no_grad():
            expected = LightSynthesis(self.model.synthesis, self.light.net)(latent, quality).round().clamp(0, 255)
            found = run(export_graphs.synthesis(self.model, self.light.net), quality=quality.long(), latent=before_inverse_gain)["image"]
        self.assertLessEqual(float((found.permute(0, 3, 1, 2).float() - expected).abs().max()), 1)

    def test_an_exported_folder_lists_both_decoders(self):
        out = self.folder / "exported"
        export.export(self.folder / "checkpoint.pt", out, "exported", self.images, strength=0.5)
        description = json.loads((out / "model.json").read_text())
        full, cheap = description["decoders"]
        self.assertEqual((full["synthesis"], cheap["synthesis"]), ("synthesis", "light_synthesis"))
        self.assertTrue(all(d["synthesis"] in description["files"] for d in (full, cheap)))
        self.assertLess(cheap["macPerPixel"], full["macPerPixel"])
        header, tensors = read_decoder_file((out / "decoder.bin").read_bytes())
        self.assertEqual(header["light"], {"width": RECIPE.width, "blocks": RECIPE.blocks})
        step = next(t["step"] for t in header["tensors"] if t["name"] == "light.leave.weight")
        held = tensors["light.leave.weight"].astype("float32") * step * tensors["light.leave.scales"].astype("float32")
        graph = onnx.load(str(out / "light_synthesis.onnx")).graph
        weights = [numpy_helper.to_array(i) for i in graph.initializer]
        same = [w for w in weights if w.shape[:2] == held.shape and w.size == held.size]
        self.assertTrue(any(torch.allclose(torch.tensor(w.reshape(held.shape)), torch.tensor(held), rtol=1e-3, atol=1e-6) for w in same))

    def test_the_light_decoder_leaves_the_stream_alone(self):
        with_light, without = self.folder / "with", self.folder / "without"
        export.export(self.folder / "checkpoint.pt", with_light, "same", self.images, strength=0.5)
        file = self.folder / "light.pt"
        kept = file.rename(self.folder / "kept.pt")
        try:
            export.export(self.folder / "checkpoint.pt", without, "same", self.images, strength=0.5)
        finally:
            kept.rename(file)
        identities = [json.loads((folder / "model.json").read_text())["sha256"] for folder in (with_light, without)]
        self.assertEqual(identities[0], identities[1])


if __name__ == "__main__":
    unittest.main()
