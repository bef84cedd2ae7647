"""Trains a light decoder for a finished model: python3 -m vaegateway_training.light --checkpoint runs/latest/checkpoint.pt --images DIR

The light decoder decodes the same latents, with the same linear path, by a cheaper refinement. It learns first to give what the
synthesis's own gives (distillation), then to come as near to the originals as it can. Crops are encoded once; the training then
runs over their latents alone. Writes light.pt (resumed when it exists) beside the checkpoint, from where export takes it, and
light.csv.
"""

import argparse
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from . import coarseness, entropy
from .data import Crops, find_images, load_image
from .decoder_file import refinement_layers
from .model import Autoencoder
from .networks import Refinement
from .optimizer import Soap
from .progress import Progress
from .quality import LEVELS, rate_distortion_lambda
from .recipe import LightRecipe
from .similarity import dissimilarity
from .train import averaged_model, compute_seconds, follow, learning_rate_at, run, save_whole

ENCODED_AT_ONCE = 8
PROBED = 32
"""Samples that show what each weight does."""


@dataclass
class Light:
    """A finished light decoder: its refinement, and what its weights are held to (none: to nothing)."""

    net: Refinement
    grids: dict = None

    @staticmethod
    def beside(checkpoint: Path) -> Path:
        """Where a checkpoint's light decoder is."""
        return checkpoint.with_name("light.pt")

    @staticmethod
    def load(path: Path, model: Autoencoder) -> "Light":
        """The running average of a training's light.pt; held weights are settled."""
        saved = torch.load(path, map_location="cpu")
        recipe, grids = saved["recipe"], saved["grids"]
        net = Refinement(model.architecture.latent, recipe["width"], recipe["blocks"])
        net.load_state_dict(saved["average"])
        if grids:
            layers = layers_of(net, model)
            coarseness.hold(layers, grids)
            coarseness.settle(layers)
        return Light(net.eval(), grids)


def layers_of(net: Refinement, model: Autoencoder) -> dict:
    return dict(refinement_layers("light", net, model.synthesis.normal))


class Samples:
    """Crops that a model has encoded and decoded: latent after the inverse gain [N, M, h, w]; quality [N]; original, in bytes, and
    what the synthesis's own refinement gives [N, 3, 16h, 16w]; squared error of the decoded crops [N]. Half precision, as there are
    many."""

    @torch.no_grad()
    def __init__(self, model: Autoencoder, images, recipe: LightRecipe, dead_zone: float):
        self.synthesis, self.random = model.synthesis, torch.Generator().manual_seed(recipe.seed)
        self.device = model.log_gain.anchors.device
        crops = Crops([image.to(self.device) for image in images], recipe.seed)
        widening = entropy.dead_zone(dead_zone).to(self.device)
        latent, parts = [], []
        hook = model.synthesis.register_forward_pre_hook(lambda _, inputs: latent.append(inputs[0].half()))
        with Progress() as progress:
            for first in range(0, recipe.samples, ENCODED_AT_ONCE):
                quality = torch.rand(ENCODED_AT_ONCE, generator=self.random).to(self.device) * (LEVELS - 1)
                image = crops.batch(ENCODED_AT_ONCE, recipe.crop)
                decoded = model(image, quality, noise=False, dead_zone=widening).image
                parts.append((quality, image.byte(), (decoded - self.synthesis.blockwise(latent[-1].float())).half(),
                              (decoded - image).square().mean(dim=(1, 2, 3))))
                progress.show((first + ENCODED_AT_ONCE) / recipe.samples, "encoding crops")
        hook.remove()
        self.latent = torch.cat(latent)
        self.quality, self.original, self.refined, self.own = (torch.cat(part) for part in zip(*parts))

    def choose(self, count: int) -> torch.Tensor:
        return torch.randint(len(self.quality), (count,), generator=self.random).to(self.device)

    def refine(self, net: Refinement, which) -> torch.Tensor:
        return net.refine(self.latent[which].float() * self.synthesis.normal, self.quality[which])


class Probe:
    """What a light decoder's weights as they stand add to the squared error of some samples, relative to the codec's own."""

    @torch.no_grad()
    def __init__(self, net: Refinement, samples: Samples):
        self.net, self.samples, self.which = net, samples, torch.arange(PROBED).clamp_max(len(samples.quality) - 1)
        self.clean = samples.refine(net, self.which)

    @torch.no_grad()
    def error(self) -> float:
        added = (self.samples.refine(self.net, self.which) - self.clean).square().mean(dim=(1, 2, 3))
        return float((added / self.samples.own[self.which]).mean())


class LightTraining:
    """One run: the refinement, its running average, the optimiser and where it stands."""

    columns = ("loss", "mse", "dissimilarity")

    def __init__(self, recipe: LightRecipe, model: Autoencoder, samples: Samples, path: Path, start: Path = None):
        self.recipe, self.model, self.samples, self.path = recipe, model, samples, path
        self.log = path.with_suffix(".csv")
        self.step, self.seconds, self.grids = 0, 0.0, None
        self.net = Refinement(model.architecture.latent, recipe.width, recipe.blocks).to(samples.device, memory_format=torch.channels_last)
        saved = torch.load(path, map_location="cpu") if path.exists() else None
        known = saved or (torch.load(start, map_location="cpu") if start else None)
        if known:
            self.net.load_state_dict(known["average"])
        self.optimizer = Soap(self.net.parameters())
        self.average = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        if saved and "optimizer" in saved:  # a restored light decoder has none: a new run starts from it
            self._restore(saved)

    def _restore(self, saved):
        self.net.load_state_dict(saved["net"])
        self.average = {k: v.to(self.samples.device) for k, v in saved["average"].items()}
        self.step, self.seconds, self.grids = saved["step"], saved["seconds"], saved["grids"]
        self.optimizer.load_state_dict(saved["optimizer"])
        self.samples.random.manual_seed(self.recipe.seed + self.step)
        if self.grids:
            coarseness.hold(layers_of(self.net, self.model), self.grids)

    def save(self):
        save_whole({"net": self.net.state_dict(), "average": self.average, "optimizer": self.optimizer.state_dict(), "step": self.step,
                    "seconds": self.seconds, "grids": self.grids, "recipe": asdict(self.recipe)}, self.path)

    @property
    def share(self) -> float:
        return self.step / self.recipe.steps

    @property
    def learning_rate(self) -> float:
        return learning_rate_at(self.step, self.share, self.recipe)

    def advance(self):
        recipe, began = self.recipe, compute_seconds(self.samples.device)
        if self.share >= recipe.hold_from and not self.grids:
            layers = layers_of(self.net, self.model)
            self.grids = coarseness.move_to_grids(layers, Probe(self.net, self.samples), lambda _: recipe.coarseness)
            coarseness.hold(layers, self.grids)
        which = self.samples.choose(recipe.batch)
        with torch.no_grad():
            blockwise = self.samples.synthesis.blockwise(self.samples.latent[which].float())
        distilling = self.share < recipe.distill_until
        target = blockwise + self.samples.refined[which].float() if distilling else self.samples.original[which].float()
        decoded = blockwise + self.samples.refine(self.net, which)
        squared_error, dissimilar = (decoded - target).square().mean(dim=(1, 2, 3)), dissimilarity(decoded, target)
        trade_off = rate_distortion_lambda(self.samples.quality[which])
        loss = (trade_off ** (1 + recipe.lambda_weight) * (squared_error + recipe.similarity_weight * dissimilar)).mean()
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.clip_gradient(recipe.gradient_clip)
        self.optimizer.step(self.learning_rate)
        self.step += 1
        follow(self.average, self.net, self.step, recipe)
        self.seconds += compute_seconds(self.samples.device) - began
        return torch.stack((loss, squared_error.mean(), dissimilar.mean())).detach()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True, type=Path, help="the finished model; light.pt is written beside it")
    parser.add_argument("--images", required=True, help="folder of training photographs, searched recursively")
    parser.add_argument("--recipe", required=True, help="TOML file of settings, see recipes/light.toml")
    parser.add_argument("--start", type=Path, help="light.pt of an earlier run, whose weights a new run starts from")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--checkpoint-minutes", type=float, default=4)
    arguments = parser.parse_args()
    recipe = LightRecipe.load(arguments.recipe)
    torch.manual_seed(recipe.seed)
    paths = find_images(arguments.images)
    print(f"reading {len(paths)} images", flush=True)
    model = averaged_model(arguments.checkpoint).to(arguments.device)
    dead_zone = torch.load(arguments.checkpoint, map_location="cpu")["recipe"]["dead_zone"]
    samples = Samples(model, [load_image(p) for p in paths], recipe, dead_zone)
    training = LightTraining(recipe, model, samples, Light.beside(arguments.checkpoint), arguments.start)
    run(training, arguments.checkpoint_minutes * 60)


if __name__ == "__main__":
    main()
