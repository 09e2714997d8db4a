"""What we measure, on what: one module a task, each with `run(data, out) -> scores`."""
