"""Cuts the power of a recorded library at random moments, and looks at what may be left each time.

    python bench/robustness/power_loss.py --cuts 2000

What is recorded are syncs, a merge, groupings and a rebuild; what may be left is what POSIX allows (`tests/helpers/
power_loss.py`). The library must open in a state that was finished and is not older than what was reported, and the
next sync must complete it and leave nothing over.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "helpers"))

from library_after_power_loss import record, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pick, begun, failed = random.Random(options.seed), time.monotonic(), 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name, "recorded")
        place.mkdir()
        recorded = record(place)
        for message in recorded.log.unsafe():
            failed += 1
            print(f"order: {message}")
        for n in range(options.cuts):
            moment = pick.randrange(1, len(recorded.log.events) + 1)
            problems = list(wrong(recorded, Path(name, "left"), moment, pick))
            shutil.rmtree(Path(name, "left"))
            failed += bool(problems)
            for problem in problems[:5]:
                print(f"cut {n}, before event {moment}: {problem}")
    seconds = time.monotonic() - begun
    print(f"{options.cuts} cuts over {len(recorded.log.events)} events, {failed} failed, in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
