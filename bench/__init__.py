"""Speed and memory, measured on this machine and kept as lines of results.jsonl."""
