#!/usr/bin/env python3
"""How immediate the window feels: drags the rotation from 0 to 180 degrees and prints how long frames took.

    script/drag_frames.py IMAGE... [--program build/release/siftscope] [--size 1440x860]

Every frame is rendered, by software, on a virtual display of its own. For each picture a line: frames, their median,
99th percentile and longest time in milliseconds; how many match results a second followed while it was dragged; how
long after the last edit the exact picture and the exact matches were on screen.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile

STEP = 10  # degrees that one press of the button drags


def script_of(picture, size, folder):
    width, height = size.split("x")
    lines = [f"resize {width} {height}", f"open {picture}", "wait idle", "set angle 0", "wait idle", "measure"]
    lines += [f"drag angle {angle} {angle + STEP}" for angle in range(0, 180, STEP)]
    lines += [f"state {folder}/dragged.json", "wait idle", f"state {folder}/exact.json", "quit"]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("images", nargs="+", type=pathlib.Path)
    parser.add_argument("--program", default="build/release/siftscope")
    parser.add_argument("--size", default="1440x860")
    options = parser.parse_args()

    print(f"{'picture':24} {'size':>11} {'frames':>6} {'median':>7} {'p99':>7} {'worst':>7} "
          f"{'matches/s':>9} {'picture ms':>10} {'matches ms':>10}")
    for image in options.images:
        with tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder) / "drag.script"
            script.write_text(script_of(image.resolve(), options.size, folder), encoding="utf-8")
            environment = dict(os.environ, LIBGL_ALWAYS_SOFTWARE="1", XDG_STATE_HOME=folder)
            subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 2880x1720x24 -noreset", options.program,
                            "--script", str(script)], check=True, env=environment)
            dragged = json.loads((pathlib.Path(folder) / "dragged.json").read_text(encoding="utf-8"))
            exact = json.loads((pathlib.Path(folder) / "exact.json").read_text(encoding="utf-8"))
        frames, update = dragged["frame_ms"], dragged["update_ms"]
        size = f"{exact['image']['width']} x {exact['image']['height']}"
        print(f"{image.name[:24]:24} {size:>11} {frames['count']:6d} {frames['median']:7.1f} {frames['p99']:7.1f} "
              f"{frames['worst']:7.1f} {update['results'] / update['seconds']:9.1f} "
              f"{exact['update_ms']['picture']:10.0f} {exact['update_ms']['matches']:10.0f}")


if __name__ == "__main__":
    main()
