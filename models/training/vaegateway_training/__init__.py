"""Training of VaeGateway's image codec: a conditional variational autoencoder with a scale hyperprior."""
