"""How quick Khabuan is with many rows: figures are printed, nothing is asserted about seconds."""
