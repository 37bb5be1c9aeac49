#!/usr/bin/env python3
"""Compares the repeatability and the angle errors of `siftscope sweep` with those of the rotation harness.

    script/compare_sweep.py HARNESS_FOLDER [--program siftscope] [--engine opencv] [--angles 15,45,90] IMAGE...

Both see the same grey pictures (written once as 8-bit PNG). The harness turns them with scipy's spline in double
precision and fills the corners as siftscope does, with the picture's mean grey, unless --fill reflect asks for its usual
continuation; it detects on its own turned pictures, for `opencv` by cv2.SIFT and else by `siftscope detect --profile`.
Prints the greatest and the mean difference for each image. Needs numpy, scipy and OpenCV's Python module, as the harness
does. docs/sweeps.md says how far they agree, and why not further.
"""
import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np


def sweep(program, images, angles, engine, folder):
    options = ["--engine", "opencv"] if engine == "opencv" else ["--profile", engine]
    output = folder / "sweep.csv"
    subprocess.run([program, "sweep", *map(str, images), "--angles", angles, *options, "--quiet",
                    "--output", str(output)], check=True)
    with open(output, newline="") as handle:
        return {(Path(r["image"]).stem, float(r["angle"])): r for r in csv.DictReader(handle)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("harness")
    parser.add_argument("images", nargs="+")
    parser.add_argument("--program", default="siftscope")
    parser.add_argument("--engine", default="opencv", choices=("opencv", "classic", "precise"))
    parser.add_argument("--angles", default="15,45,90,113")
    parser.add_argument("--fill", default="mean", choices=("mean", "reflect"))
    args = parser.parse_args()
    sys.path.insert(0, args.harness)
    import cv2
    import metrics
    from keypoints import implementation
    from rotations import rotate

    detector = implementation("opencv" if args.engine == "opencv" else
                              f"it=cmd:{args.program} detect {{image}} --profile {args.engine} --quiet "
                              "--output {csv}")[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        images = []
        for path in args.images:
            images.append(folder / (Path(path).stem + ".png"))
            cv2.imwrite(str(images[-1]), cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2GRAY))
        ours = sweep(args.program, images, args.angles, args.engine, folder)
        print("image             repeatability: ours  harness  greatest and mean difference    angle error: greatest difference")
        for path in images:
            grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            original = detector.detect(grey)
            pairs, angle_errors = [], []
            for (image, angle), row in ours.items():
                if image != path.stem:
                    continue
                rotation = rotate(grey, angle,
                                  fill=int(np.rint(grey.mean())) if args.fill == "mean" else "reflect")
                theirs = metrics.compare(original, detector.detect(rotation.image), rotation)
                pairs.append((float(row["repeatability"]), theirs["repeat_strict_1px"]))
                angle_errors.append(abs(abs(float(row["angle_error"])) - theirs["angle_fit_err"]))
            pairs = np.array(pairs)
            gap = np.abs(pairs[:, 0] - pairs[:, 1])
            print(f"{path.stem:24}     {pairs[:, 0].mean():.5f}  {pairs[:, 1].mean():.5f}   {gap.max():.6f} {gap.mean():.6f}"
                  f"                 {max(angle_errors):.5f}")


if __name__ == "__main__":
    main()
