"""How the model in `src/dateline/resources/model` is made: corpora in, one ONNX encoder with heads out."""
