"""How well stories are cleaned: labelled pages outside the repository, floors, the peer, and the model's training."""
