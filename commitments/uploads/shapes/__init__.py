"""Tables of other shapes than the contract: how each was understood, and its long form."""
