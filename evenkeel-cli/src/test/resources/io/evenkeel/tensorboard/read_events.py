"""Prints as JSON every scalar that TensorBoard reads from a folder of event files.

The files in run/ are those of StoppedRun.write.

    pip install tensorboard==2.21.0
    python read_events.py run > scalars.json
"""

import dataclasses
import json
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
events.Reload()
scalars = {
    tag: [dataclasses.asdict(event) for event in events.Scalars(tag)]
    for tag in sorted(events.Tags()["scalars"])
}
json.dump(scalars, sys.stdout, separators=(",", ":"))
print()
