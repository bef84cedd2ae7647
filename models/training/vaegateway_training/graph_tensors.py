"""The tensors that the graphs take and give. Sizes are dynamic, that of the batch too."""

BATCH = "batch"
IMAGE_SHAPE = [BATCH, "height", "width", 3]


def latent_shape(model):
    return [BATCH, model.architecture.latent, "latent_height", "latent_width"]


def hyper_latent_shape(model):
    return [BATCH, model.architecture.hyper, "hyper_height", "hyper_width"]


def squared_error_shape():
    return [BATCH, 1, "latent_height", "latent_width"]


def quality_of(g):
    """The input that holds each image's quality."""
    return g.input("quality", "int64", [BATCH])
