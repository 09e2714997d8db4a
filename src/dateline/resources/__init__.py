"""Word lists, gazetteers and the model as data files, each with its source and licence."""
