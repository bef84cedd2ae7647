"""Training of VaeGateway's image codec: a conditional variational autoencoder with a scale hyperprior."""

import os

# PyTorch splits the work between its own threads; OpenBLAS splitting each part again only makes them wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
