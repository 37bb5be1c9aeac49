# sources: prints every C++ file of the project. Sourced by the scripts beside it, from the top folder.
# shellcheck shell=bash
sources() {
    find app sift nn assets tests -name '*.cpp' -o -name '*.h' | sort
}
