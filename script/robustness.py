#!/usr/bin/env python3
"""Keypoints of a picture and of a distorted copy: siftscope against cv::SIFT, at equal numbers of keypoints.

usage: script/robustness.py [--program siftscope] [--arguments "--profile precise"] [--keypoints 0] [--csv F] IMAGE...

Distortions whose true map is known: half a pixel of resampling aside, scale changes by 0.7 and 1.4 (cv2.resize, area and
cubic), a Gaussian blur of sigma 1, noise of sigma 5 grey levels (fixed seed), JPEG at quality 30. Of each picture both
detectors keep their strongest N keypoints, N the smaller of their numbers there (--keypoints: at most that many). The
keypoints of the picture are matched to their nearest descriptors among those of the copy; a match is correct within
3 px of the truth, in pixels of the copy.

  AP        area under precision and recall as the ratio test is opened; recall relative to the keypoints that have any
            keypoint of the copy within 3 px of their true place
  correct   correct nearest neighbours, per keypoint of the picture
  kept      correct matches at ratio 0.8, per keypoint of the picture

Prints the means over the pictures as a Markdown table. Exit status 1 when AP or a share of correct matches of a
distortion falls more than 0.005 below cv::SIFT's. Needs numpy and cv2.
"""
import argparse
import csv
import os
import shlex
import subprocess
import sys
import tempfile

import cv2
import numpy as np

WITHIN_PX = 3.0
ALLOWED_LOSS = 0.005
FIGURES = ("AP", "correct", "kept")


def resized(image, scale):
    height, width = (int(round(side * scale)) for side in image.shape)
    copy = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    factor = np.array([width / image.shape[1], height / image.shape[0]])
    return copy, lambda xy: (xy + 0.5) * factor - 0.5


def distortions(image):
    """Name, copy and the map of places from the picture to the copy."""
    def stay(xy):
        return xy
    yield "scale 0.7", *resized(image, 0.7)
    yield "scale 1.4", *resized(image, 1.4)
    yield "blur 1", cv2.GaussianBlur(image, (0, 0), 1), stay
    noise = np.random.default_rng(5).normal(0, 5, image.shape)
    yield "noise 5", np.clip(np.rint(image + noise), 0, 255).astype(np.uint8), stay
    yield "JPEG 30", cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 30])[1], 0), stay


def of_opencv(image):
    keypoints, descriptors = cv2.SIFT_create().detectAndCompute(image, None)
    xy = np.array([k.pt for k in keypoints], np.float32).reshape(-1, 2)
    return xy, np.array([k.response for k in keypoints]), descriptors


def of_siftscope(program, arguments):
    def detect(image):
        with tempfile.TemporaryDirectory() as folder:
            picture, table = os.path.join(folder, "picture.pgm"), os.path.join(folder, "keypoints.csv")
            cv2.imwrite(picture, image)
            subprocess.run([program, "detect", picture, "--output", table, "-q", *arguments], check=True)
            rows = np.loadtxt(table, delimiter=",", skiprows=1, ndmin=2, dtype=np.float32)
        return rows[:, 0:2], rows[:, 4], rows[:, 7:]
    return detect


def strongest(found, count):
    xy, response, descriptors = found
    order = np.argsort(-response, kind="stable")[:count]
    return xy[order], descriptors[order]


def squared_distances(a, b):
    return np.maximum((a * a).sum(1)[:, None] + (b * b).sum(1)[None] - 2 * (a @ b.T), 0)


def judge(first, second, mapping):
    xy_1, descriptors_1 = first
    xy_2, descriptors_2 = second
    true = mapping(xy_1)
    matched = squared_distances(descriptors_1, descriptors_2)
    nearest = matched.argmin(1)
    best_two = np.sqrt(np.partition(matched, 1, axis=1)[:, :2])
    ratio = best_two[:, 0] / np.maximum(best_two[:, 1], 1e-9)
    right = np.linalg.norm(xy_2[nearest] - true, axis=1) <= WITHIN_PX
    findable = int((squared_distances(true.astype(np.float64), xy_2.astype(np.float64)).min(1) <= WITHIN_PX**2).sum())
    order = np.argsort(ratio, kind="stable")
    hits = right[order]
    precision = hits.cumsum() / np.arange(1, len(hits) + 1)
    return {"AP": precision[hits].sum() / max(findable, 1),
            "correct": right.mean(),
            "kept": (right & (ratio < 0.8)).mean()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("images", nargs="+")
    parser.add_argument("--program", default="siftscope")
    parser.add_argument("--arguments", default="", help="for siftscope detect, as one word")
    parser.add_argument("--keypoints", type=int, default=0, help="keep at most this many of each; 0: no limit")
    parser.add_argument("--csv", help="write every measured row here")
    options = parser.parse_args()

    detectors = {"siftscope": of_siftscope(options.program, shlex.split(options.arguments)), "cv::SIFT": of_opencv}
    rows = []
    for path in options.images:
        image = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
        if image is None:
            sys.exit(f"{path} is no picture that can be read")
        found_1 = {name: detect(image) for name, detect in detectors.items()}
        for distortion, copy, mapping in distortions(image):
            found_2 = {name: detect(copy) for name, detect in detectors.items()}
            limit = options.keypoints or sys.maxsize
            count_1 = min(limit, *(len(found[0]) for found in found_1.values()))
            count_2 = min(limit, *(len(found[0]) for found in found_2.values()))
            for name in detectors:
                figures = judge(strongest(found_1[name], count_1), strongest(found_2[name], count_2), mapping)
                rows.append({"image": os.path.basename(path), "distortion": distortion, "detector": name,
                             "keypoints_1": count_1, "keypoints_2": count_2, **figures})
        print(path, "done", file=sys.stderr)

    if options.csv:
        with open(options.csv, "w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)

    def mean(distortion, name, figure):
        return float(np.mean([r[figure] for r in rows if r["distortion"] == distortion and r["detector"] == name]))
    print("| distortion | " + " | ".join(f"{figure} siftscope / cv::SIFT" for figure in FIGURES) + " |")
    print("|---|" + "---|" * len(FIGURES))
    falls_short = False
    for distortion in dict.fromkeys(r["distortion"] for r in rows):
        pairs = [(mean(distortion, "siftscope", f), mean(distortion, "cv::SIFT", f)) for f in FIGURES]
        falls_short |= any(ours < theirs - ALLOWED_LOSS for ours, theirs in pairs)
        print(f"| {distortion} | " + " | ".join(f"{ours:.4f} / {theirs:.4f}" for ours, theirs in pairs) + " |")
    return 1 if falls_short else 0


if __name__ == "__main__":
    sys.exit(main())
