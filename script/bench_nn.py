#!/usr/bin/env python3
"""Forward and backward of a small network on a 512x512 picture: siftscope's nn against PyTorch.

usage: script/bench_nn.py [BUILD_FOLDER] [--side 512] [--repeat 30]

The chain is conv 3x3 with 8 kernels -> relu -> max pool 2 -> linear to 10 -> negative log likelihood, in double
precision on one thread, with gradients for the pixels and all parameters. Both get the same numbers and take turns;
loss and pixel gradient must agree. Needs python3-torch and python3-numpy; libopenblas0-pthread for a fair BLAS.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

ROOT = pathlib.Path(__file__).resolve().parent.parent


def blas_in_use():
    """The BLAS libraries that this process has loaded, by the names of their files."""
    with open("/proc/self/maps", encoding="ascii", errors="replace") as maps:
        paths = {line.split()[-1] for line in maps if "/" in line}
    words = ("blas", "mkl", "blis", "atlas")
    return sorted(os.path.basename(p) for p in paths if any(w in os.path.basename(p).lower() for w in words))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", default=str(ROOT / "build" / "release"))
    parser.add_argument("--side", type=int, default=512)
    parser.add_argument("--repeat", type=int, default=30)
    args = parser.parse_args()
    try:
        import numpy as np
        import torch
        import torch.nn.functional as F
    except ImportError as error:
        sys.exit(f"bench_nn: {error}; install python3-torch, python3-numpy and libopenblas0-pthread")
    subprocess.run(["cmake", "--build", args.build, "--target", "bench_nn_chain"], check=True, stdout=subprocess.DEVNULL)

    torch.set_num_threads(1)
    rng = np.random.default_rng(1)
    pooled = (args.side - 2) // 2
    shapes = [(1, args.side, args.side), (8, 1, 3, 3), (8,), (10, 8 * pooled * pooled), (10,)]
    numbers = [rng.normal(size=shape) for shape in shapes]
    numbers[3] /= numbers[3].shape[1] ** 0.5
    x, kernels, kernel_bias, weight, bias = (torch.tensor(n, requires_grad=True) for n in numbers)
    target = torch.tensor([3])

    def run_torch():
        for leaf in (x, kernels, kernel_bias, weight, bias):
            leaf.grad = None
        start, cpu_start = time.perf_counter(), time.process_time()
        maps = F.max_pool2d(F.relu(F.conv2d(x[None], kernels, kernel_bias)), 2)
        loss = F.cross_entropy(F.linear(maps.reshape(1, -1), weight, bias), target)
        loss.backward()
        return ((time.perf_counter() - start) * 1e3, (time.process_time() - cpu_start) * 1e3, loss.item(), x.grad.abs().sum().item())

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "numbers")
        with open(file, "wb") as out:
            for n in numbers:
                n.tofile(out)
        ours = subprocess.Popen([os.path.join(args.build, "bench_nn_chain"), file, str(args.side)],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def run_ours():
            ours.stdin.write("\n")
            ours.stdin.flush()
            return [float(word) for word in ours.stdout.readline().split()]

        run_torch(), run_ours()  # caches and allocators warm up
        pairs = [(run_torch(), run_ours()) for _ in range(args.repeat)]
        ours.stdin.close()
        ours.wait()

    for theirs, own in pairs:
        for a, b in zip(theirs[2:], own[2:]):
            if abs(a - b) > 1e-9 * max(1, abs(a)):
                sys.exit(f"bench_nn: the results differ, PyTorch {a!r}, siftscope {b!r}")
    print(torch.__config__.show().strip())
    print("BLAS loaded:", ", ".join(blas_in_use()) or "none found")
    print(f"threads: 1; picture {args.side}x{args.side}; {args.repeat} interleaved pairs; loss and pixel gradient agree to 1e-9")
    print(f"PyTorch {torch.__version__}; a ratio above 1 means that we are ahead, the aim is 0.5 or more")
    for clock, kind in enumerate(("wall time", "processor time")):
        torch_ms = statistics.median(theirs[clock] for theirs, _ in pairs)
        own_ms = statistics.median(own[clock] for _, own in pairs)
        ratio = statistics.median(theirs[clock] / own[clock] for theirs, own in pairs)
        print(f"{kind}: PyTorch {torch_ms:.1f} ms, siftscope {own_ms:.1f} ms, PyTorch / siftscope {ratio:.2f}")


if __name__ == "__main__":
    main()
